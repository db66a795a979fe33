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

/** A visitor's request, with the changes of a test. */
export const ask = (changes = {}, { headers, ...others } = changes) => ({
  method: 'POST',
  address: '192.0.2.1',
  customer: () => null,
  ...others,
  headers: { origin, 'sec-fetch-site': 'same-origin', ...headers },
});

/** The claims of a token, which it verifies like the gateway's authorizer. */
export const verified = async (token, options) => {
  const keys = createLocalJWKSet(hosted('jwks.json'));
  return (await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'], ...options })).payload;
};
