import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { after, beforeEach, test } from 'node:test';
import { Webhook } from 'standardwebhooks';

const ANSWERS = {
  '/projects/shop/subscriptions/sub_1': { id: 'sub_1', user: { id: 'usr_1' } },
  '/projects/shop/users/usr_1': { id: 'usr_1', email: 'george@example.com', emailVerified: true },
};
const VERIFIED = { Name: 'email_verified', Value: 'true' };
const GEORGE = { Username: 'd1b0a1c2', Attributes: [VERIFIED] };
let users;
let calls;
let moved;
beforeEach(() => {
  moved = false;
  users = [GEORGE];
  calls = [];
});

// GET requests are for Gigs, POST requests for Cognito.
const server = createServer(async (req, res) => {
  if (req.method === 'GET') {
    if (moved && !req.url.startsWith('/moved')) return res.writeHead(302, { location: `/moved${req.url}` }).end();
    const answer = ANSWERS[req.url.replace('/moved', '')];
    assert.equal(req.headers.authorization, 'Bearer live_1');
    return res.writeHead(answer ? 200 : 404).end(JSON.stringify(answer));
  }
  const call = req.headers['x-amz-target'].split('.')[1];
  calls.push([call, await json(req)]);
  res
    .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify(call === 'ListUsers' ? { Users: users } : {}));
}).listen(0, 'localhost');
await once(server, 'listening');
after(() => server.close());
const url = `http://localhost:${server.address().port}`;
const secret = `whsec_${randomBytes(24).toString('base64')}`;
Object.assign(process.env, {
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  GIGS_URL: url,
  GIGS_PROJECT: 'shop',
  GIGS_TOKEN: 'live_1',
  WEBHOOK_SECRET: secret,
  USER_POOL_ID: 'eu-central-1_Abc',
});
const { handler } = await import('./index.mjs');

let messages = 0;
/** An event of API Gateway, payload format 2.0. */
function request() {
  const [id, at] = [`msg_${++messages}`, new Date()];
  const body = JSON.stringify({ type: 'com.gigs.subscription.created', data: { id: 'sub_1', note: 'Zürich' } });
  return {
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
    body,
    isBase64Encoded: false,
  };
}
const written = () => calls.filter(([call]) => call === 'AdminUpdateUserAttributes').map(([, input]) => input);

test('writes the Gigs user to the customer with the verified email', async () => {
  assert.deepEqual(await handler(request()), { statusCode: 204 });
  assert.deepEqual(calls[0], [
    'ListUsers',
    { UserPoolId: 'eu-central-1_Abc', Filter: 'email = "george@example.com"', Limit: 2 },
  ]);
  assert.deepEqual(written(), [
    {
      UserPoolId: 'eu-central-1_Abc',
      Username: 'd1b0a1c2',
      UserAttributes: [{ Name: 'custom:gigs_user', Value: 'usr_1' }],
    },
  ]);
});

test('accepts a body in base64', async () => {
  const { body, ...rest } = request();
  assert.deepEqual(await handler({ ...rest, body: Buffer.from(body).toString('base64'), isBase64Encoded: true }), {
    statusCode: 204,
  });
  assert.equal(written().length, 1);
});

for (const [what, found] of Object.entries({
  'no customer with the email': [],
  'an email that is not verified': [{ ...GEORGE, Attributes: [{ Name: 'email_verified', Value: 'false' }] }],
  'two with the email': [GEORGE, { ...GEORGE, Username: 'other' }],
  'a customer who has a Gigs user': [
    { ...GEORGE, Attributes: [VERIFIED, { Name: 'custom:gigs_user', Value: 'usr_0' }] },
  ],
})) {
  test(`writes nothing for ${what}`, async () => {
    users = found;
    assert.deepEqual(await handler(request()), { statusCode: 204 });
    assert.deepEqual(written(), []);
  });
}

test('follows no redirect with the key', async () => {
  moved = true;
  assert.deepEqual(await handler(request()), { statusCode: 503 });
});

test('refuses a request without a body or a signature', async () => {
  assert.deepEqual(await handler({ headers: {} }), { statusCode: 401 });
  assert.deepEqual(await handler({ ...request(), body: undefined }), { statusCode: 401 });
});
