import { createHmac, timingSafeEqual } from 'node:crypto';

/** Values that only who has the secret can make, for one purpose: what is signed as a token is no cookie. */
export function signed(secret, purpose) {
  if (Buffer.byteLength(secret ?? '') < 32) throw new Error('a secret needs 32 bytes or more: openssl rand -base64 32');
  const signature = (payload) => createHmac('sha256', secret).update(`${purpose}.${payload}`).digest();

  return {
    /** For the shop: these claims, for so many seconds. */
    sign(claims, seconds) {
      const exp = Math.floor(Date.now() / 1000) + seconds;
      const payload = Buffer.from(JSON.stringify({ ...claims, exp })).toString('base64url');
      return `${payload}.${signature(payload).toString('base64url')}`;
    },

    /** The claims; null if it was not signed so, or has expired. */
    verify(value = '') {
      const [payload, given = '', ...more] = value.split('.');
      const expected = signature(payload);
      const bytes = Buffer.from(given, 'base64url');
      if (more.length || bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return null;
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return claims.exp > Date.now() / 1000 ? claims : null;
    },
  };
}
