import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, importPKCS8, SignJWT } from 'jose';
import { rateLimit } from './rate-limit.mjs';

// Because of the prefix __Host-, another host cannot set this cookie.
const GUEST = /(?:^|; ?)__Host-connect-guest=([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:;|$)/;

/**
 * The shop's token endpoint: it takes one request and returns one answer. `customer()` looks the shop's session up.
 * It returns null for a visitor, or { id, email, emailVerified, gigsUser }. Only the id is required.
 */
export async function guestTokens({ issuer, audience, origin, privateKey, admits = rateLimit() }) {
  // Without an origin here, requests without an Origin would pass.
  if (!issuer || !audience || new URL(origin).origin !== origin)
    throw new Error('issuer, audience or origin is missing or wrong');
  const key = await importPKCS8(privateKey, 'RS256', { extractable: true });
  const kid = await calculateJwkThumbprint(await exportJWK(key));

  return async ({ method, headers, address, customer }) => {
    if (method !== 'POST') return answer(405, { Allow: 'POST' });
    if (headers.origin !== origin || headers['sec-fetch-site'] !== 'same-origin') return answer(403);
    if (!admits(String(address))) return answer(429, { 'Retry-After': '60' });
    try {
      const who = await customer();
      const guest = GUEST.exec(headers.cookie)?.[1] ?? randomUUID();
      const token = await new SignJWT(who ? claims(who) : {})
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(who ? subject(who) : `guest:${guest}`)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(key);
      // A visitor keeps the subject, so that a click repeated with a newer token has the same caller.
      const cookie = `__Host-connect-guest=${guest}; Path=/; Secure; HttpOnly; SameSite=Strict`;
      return answer(200, who ? {} : { 'Set-Cookie': cookie }, token);
    } catch {
      return answer(503, { 'Retry-After': '1' });
    }
  };
}

const claims = ({ email, emailVerified, gigsUser }) => ({
  ...(email && { email, email_verified: emailVerified === true }),
  ...(gigsUser && { gigs_user: gigsUser }),
});

function subject({ id }) {
  if (!id || String(id).startsWith('guest:')) throw new Error('a customer needs an id, without the prefix guest:');
  return String(id);
}

const answer = (status, headers = {}, body = '') => ({
  status,
  headers: {
    'Content-Type': 'text/plain',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  },
  body,
});
