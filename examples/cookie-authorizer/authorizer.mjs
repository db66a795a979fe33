import { randomUUID } from 'node:crypto';

/**
 * A Lambda authorizer for the gateway: payload format 2.0, simple responses. The shop writes `sessionOf(cookies)` and
 * `tokenOf(token)`. They return { sub, email, email_verified, gigs_user }, for a backend also `scope`, or null.
 */
export const authorizer =
  ({ origin, sessionOf, tokenOf }) =>
  async ({ headers = {}, cookies = [], requestContext }) => {
    const token = headers.authorization?.replace(/^Bearer /i, '');
    if (token !== 'cookie') {
      const caller = token ? await tokenOf(token) : null;
      return caller?.sub ? allowed({ ...known(caller), scope: caller.scope }) : DENIED;
    }
    // A browser also sends cookies with requests of another site's page. It sends no Origin with a same-origin GET.
    const { method } = requestContext.http;
    if (
      headers['sec-fetch-site'] !== 'same-origin' ||
      (method === 'GET' ? (headers.origin ?? origin) : headers.origin) !== origin
    )
      return DENIED;
    const caller = await sessionOf(cookies);
    return allowed(caller?.sub ? known(caller) : { sub: `guest:${guest(cookies) ?? randomUUID()}` });
  };

/** The value of a cookie, or undefined if there are two of that name: another host may have set one of them. */
export function cookie(cookies, name) {
  const values = cookies.filter((pair) => pair.startsWith(`${name}=`));
  return values.length === 1 ? values[0].slice(name.length + 1) : undefined;
}

const guest = (cookies) =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.exec(cookie(cookies, '__Host-connect-guest'))?.[0];

const known = ({ sub, email, email_verified, gigs_user }) => ({
  sub,
  email,
  email_verified: email_verified === true,
  gigs_user,
});

const DENIED = { isAuthorized: false };

// Leave out empty claims, because the gateway treats an empty claim as present.
const allowed = (claims) => ({
  isAuthorized: true,
  context: Object.fromEntries(Object.entries(claims).filter(([, value]) => value)),
});
