import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs values for one purpose and verifies them. A value that was signed as a token is not accepted as a cookie. */
export function signed(secret, purpose) {
  if (Buffer.byteLength(secret ?? '') < 32) throw new Error('a secret needs 32 bytes or more: openssl rand -base64 32');
  const signature = (payload) => createHmac('sha256', secret).update(`${purpose}.${payload}`).digest();

  return {
    /** The shop calls this: it signs claims that are valid for some seconds. */
    sign(claims, seconds) {
      const exp = Math.floor(Date.now() / 1000) + seconds;
      const payload = Buffer.from(JSON.stringify({ ...claims, exp })).toString('base64url');
      return `${payload}.${signature(payload).toString('base64url')}`;
    },

    /** The claims, or null if the signature is wrong or the value has expired. */
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
