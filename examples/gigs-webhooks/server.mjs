// A small shop, to try the webhooks with the sandbox. It has the endpoint, and an address that returns the customer.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { customers } from './customers.mjs';
import { gigsApi, gigsWebhooks } from './gigs-webhooks.mjs';

const { GIGS_URL, GIGS_PROJECT, GIGS_TOKEN, WEBHOOK_SECRET, PORT = '3000' } = process.env;
const shop = customers([{ id: 'customer-1', email: 'george@example.com', emailVerified: true, session: '1' }]);
const webhooks = gigsWebhooks({
  secret: WEBHOOK_SECRET,
  gigs: gigsApi({ url: GIGS_URL, project: GIGS_PROJECT, token: GIGS_TOKEN }),
  link: shop.link,
});

const server = createServer(async (req, res) => {
  if (req.method === 'POST' && req.url === '/gigs-webhooks') {
    res.writeHead(await webhooks({ headers: req.headers, body: await text(req) })).end();
  } else if (req.method === 'GET' && req.url === '/account') {
    const account = shop.account(req.headers.cookie);
    res.writeHead(account ? 200 : 401, { 'Content-Type': 'application/json' }).end(JSON.stringify(account));
  } else {
    res.writeHead(404).end();
  }
});
server.listen(PORT, 'localhost', () =>
  console.log(`Webhooks at http://localhost:${server.address().port}/gigs-webhooks`),
);
