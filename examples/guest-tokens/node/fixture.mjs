import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { guestTokens } from './guest-tokens.mjs';

export const origin = 'https://shop.example';
export const issuer = `${origin}/connect-issuer`;
export const audience = 'gigs-connect-gateway';
export const folder = mkdtempSync(join(tmpdir(), 'guest-tokens-'));
export const hosted = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
export const newKey = (name) => {
  execFileSync('../new-key', [issuer, folder, join(folder, name)], { cwd: import.meta.dirname });
  return readFileSync(join(folder, name), 'utf8');
};
export const settings = { issuer, audience, origin, privateKey: newKey('first.pem') };
export const tokens = await guestTokens({ ...settings, admits: () => true });

/** A visitor's request, but for what a test changes of it. */
export const ask = (changes = {}, { headers, ...others } = changes) => ({
  method: 'POST',
  address: '192.0.2.1',
  customer: () => null,
  ...others,
  headers: { origin, 'sec-fetch-site': 'same-origin', ...headers },
});

/** The claims, checked as the gateway's authorizer does. */
export const verified = async (token, options) =>
  (await jwtVerify(token, createLocalJWKSet(hosted('jwks.json')), { issuer, audience, algorithms: ['RS256'], ...options })).payload;
