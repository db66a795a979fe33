// The token endpoint as a server behind the shop's reverse proxy. Run it with:
// PRIVATE_KEY=… ISSUER=… AUDIENCE=… ORIGIN=… node server.mjs
import { createServer } from 'node:http';
import { guestTokens } from './guest-tokens.mjs';
import { listener } from './handlers.mjs';

const { ISSUER, AUDIENCE, ORIGIN, PRIVATE_KEY, ACCOUNT_URL, PORT = '3001' } = process.env;

/** Asks the shop who is logged in: JSON for a customer, 401 for a visitor. Replace it with your own look-up. */
async function customerOf({ headers }) {
  if (!ACCOUNT_URL || !headers.cookie) return null;
  const signal = AbortSignal.timeout(2000);
  const response = await fetch(ACCOUNT_URL, { headers: { cookie: headers.cookie }, redirect: 'error', signal });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`account: ${response.status}`);
  return response.json();
}

const tokens = await guestTokens({ issuer: ISSUER, audience: AUDIENCE, origin: ORIGIN, privateKey: PRIVATE_KEY });
const answer = listener(tokens, customerOf);
const server = createServer((req, res) => {
  // The proxy adds the client's address at the end. The client may have written the entries before.
  req.ip = req.headers['x-forwarded-for']?.split(',').at(-1).trim();
  return answer(req, res);
});
server.listen(PORT, 'localhost', () => console.log(`Tokens at http://localhost:${server.address().port}`));
