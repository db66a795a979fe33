import { randomUUID } from 'node:crypto';

/**
 * A Lambda authorizer for the gateway, payload format 2.0, simple responses. `sessionOf(cookies)` and `tokenOf(token)` are the shop's own
 * look-ups: { sub, email, email_verified, gigs_user } and for its backends `scope`, or null.
 */
export const authorizer =
  ({ origin, sessionOf, tokenOf }) =>
  async ({ headers = {}, cookies = [], requestContext }) => {
    const token = headers.authorization?.replace(/^Bearer /i, '');
    if (token !== 'cookie') {
      const caller = token ? await tokenOf(token) : null;
      return caller?.sub ? allowed({ ...known(caller), scope: caller.scope }) : DENIED;
    }
    // A browser sends cookies with what another site's page asks for, too. It sends no Origin with a GET of the same origin.
    const { method } = requestContext.http;
    if (headers['sec-fetch-site'] !== 'same-origin' || (method === 'GET' ? (headers.origin ?? origin) : headers.origin) !== origin)
      return DENIED;
    const caller = await sessionOf(cookies);
    return allowed(caller?.sub ? known(caller) : { sub: `guest:${guest(cookies) ?? randomUUID()}` });
  };

/** The value of a cookie that is there once: a second one of that name may have been planted by another host. */
export function cookie(cookies, name) {
  const values = cookies.filter((pair) => pair.startsWith(`${name}=`));
  return values.length === 1 ? values[0].slice(name.length + 1) : undefined;
}

const guest = (cookies) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.exec(cookie(cookies, '__Host-connect-guest'))?.[0];

const known = ({ sub, email, email_verified, gigs_user }) => ({ sub, email, email_verified: email_verified === true, gigs_user });

const DENIED = { isAuthorized: false };

// Only what has a value: the gateway takes an empty claim for a claim.
const allowed = (claims) => ({ isAuthorized: true, context: Object.fromEntries(Object.entries(claims).filter(([, value]) => value)) });
