// A token endpoint of its own, for behind the shop's reverse proxy: PRIVATE_KEY=… ISSUER=… AUDIENCE=… ORIGIN=… node server.mjs
import { createServer } from 'node:http';
import { guestTokens } from './guest-tokens.mjs';
import { listener } from './handlers.mjs';

const { ISSUER, AUDIENCE, ORIGIN, PRIVATE_KEY, ACCOUNT_URL, PORT = '3001' } = process.env;

/** The shop says who is logged in: JSON for a customer's cookies, 401 for others. Replace it with a look-up of your own. */
async function customerOf({ headers }) {
  if (!ACCOUNT_URL || !headers.cookie) return null;
  const response = await fetch(ACCOUNT_URL, { headers: { cookie: headers.cookie }, redirect: 'error', signal: AbortSignal.timeout(2000) });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`account: ${response.status}`);
  return response.json();
}

const tokens = await guestTokens({ issuer: ISSUER, audience: AUDIENCE, origin: ORIGIN, privateKey: PRIVATE_KEY });
const answer = listener(tokens, customerOf);
const server = createServer((req, res) => {
  // The proxy puts the address that it was called from at the end; what stands before, a client may have written.
  req.ip = req.headers['x-forwarded-for']?.split(',').at(-1).trim();
  return answer(req, res);
});
server.listen(PORT, 'localhost', () => console.log(`Tokens at http://localhost:${server.address().port}`));
