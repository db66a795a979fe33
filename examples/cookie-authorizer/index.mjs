import { authorizer, cookie } from './authorizer.mjs';
import { signed } from './signed.mjs';

const { ORIGIN, SESSION_SECRET } = process.env;
if (!ORIGIN) throw new Error("ORIGIN is missing: the origin of the shop's pages, such as https://shop.example");
const sessions = signed(SESSION_SECRET, 'session');
const tokens = signed(SESSION_SECRET, 'connect-token');

// Replace both look-ups with your shop's own, such as its session store or its framework's cookie.
export const handler = authorizer({
  origin: ORIGIN,
  sessionOf: (cookies) => sessions.verify(cookie(cookies, '__Host-session')),
  tokenOf: (token) => tokens.verify(token),
});
