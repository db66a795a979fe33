import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mock, test } from 'node:test';
import { signed } from './signed.mjs';

process.env.ORIGIN = 'https://shop.example';
process.env.SESSION_SECRET = randomBytes(32).toString('base64');
const { handler } = await import('./index.mjs');
const session = signed(process.env.SESSION_SECRET, 'session');
const connectToken = signed(process.env.SESSION_SECRET, 'connect-token');
const ELAINE = { sub: 'c1', email: 'elaine@example.com', email_verified: true, gigs_user: 'usr_1' };
const GUEST = '5f1f9d1c-8f0e-4a3b-9a55-0c1f3c8d2b7e';

const ask = ({ method = 'POST', headers, cookies } = {}) =>
  handler({
    headers: {
      authorization: 'Bearer cookie',
      origin: 'https://shop.example',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    cookies,
    requestContext: { http: { method } },
  });
const asToken = (token) =>
  ask({ headers: { authorization: `Bearer ${token}`, origin: undefined, 'sec-fetch-site': undefined } });
const assertGuest = ({ isAuthorized, context }) => {
  assert.equal(isAuthorized, true);
  assert.deepEqual(Object.keys(context), ['sub']);
  assert.match(context.sub, /^guest:[\da-f-]{36}$/);
};
const DENIED = { isAuthorized: false };

test('knows a customer by the session cookie', async () => {
  const cookies = ['a=b', '__Host-session2=c', `__Host-session=${session.sign(ELAINE, 60)}`];
  assert.deepEqual(await ask({ cookies }), { isAuthorized: true, context: ELAINE });
});

test('puts only claims of the session into context, and never a scope', async () => {
  const claims = { sub: 'c1', email: null, email_verified: 'true', scope: 'connect:backend', role: 'x' };
  const cookies = [`__Host-session=${session.sign(claims, 60)}`];
  assert.deepEqual(await ask({ cookies }), { isAuthorized: true, context: { sub: 'c1' } });
});

test('treats a caller without a session as a guest, and as the same guest while the cookie lasts', async () => {
  assertGuest(await ask());
  assert.notEqual((await ask()).context.sub, (await ask()).context.sub);
  assert.equal((await ask({ cookies: [`__Host-connect-guest=${GUEST}`] })).context.sub, `guest:${GUEST}`);
});

const [payload, signature] = session.sign(ELAINE, 60).split('.');
const changed = Buffer.from(JSON.stringify({ ...ELAINE, sub: 'c2', exp: 9e9 })).toString('base64url');
for (const [what, value] of Object.entries({
  'another payload': `${changed}.${signature}`,
  'no signature': payload,
  'an empty signature': `${payload}.`,
  'a shorter signature': `${payload}.${signature.slice(0, 20)}`,
  'a part too many': `${payload}.${signature}.x`,
  'nothing in it': '',
  'the signature of another secret': signed(randomBytes(32).toString('hex'), 'session').sign(ELAINE, 60),
  'the signature of a token': connectToken.sign(ELAINE, 60),
  'the algorithm none': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
})) {
  test(`ignores a cookie with ${what}`, async () => assertGuest(await ask({ cookies: [`__Host-session=${value}`] })));
}

test('ignores both of two session cookies', async () => {
  const cookies = [`__Host-session=${session.sign({ sub: 'attacker' }, 60)}`, `__Host-session=${payload}.${signature}`];
  assertGuest(await ask({ cookies }));
});

test('ignores cookies with a similar name', async () => {
  assertGuest(
    await ask({
      cookies: [
        `x__Host-session=${payload}.${signature}`,
        `__Host-session2=${payload}.${signature}`,
        '__Host-connect-guest=c1',
      ],
    }),
  );
});

test('ends with the session', async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 });
  assertGuest(await ask({ cookies: [`__Host-session=${payload}.${signature}`] }));
  mock.timers.reset();
});

for (const [what, change] of Object.entries({
  'another site': { headers: { 'sec-fetch-site': 'cross-site' } },
  'a sibling of the site': { headers: { 'sec-fetch-site': 'same-site' } },
  'an address bar': { method: 'GET', headers: { 'sec-fetch-site': 'none', origin: undefined } },
  'a client without Sec-Fetch-Site': { headers: { 'sec-fetch-site': undefined } },
  'another origin': { headers: { origin: 'https://evil.example' } },
  'the origin null': { headers: { origin: 'null' } },
  'no origin': { headers: { origin: undefined } },
  'no origin, as PATCH': { method: 'PATCH', headers: { origin: undefined } },
  'another origin, as GET': { method: 'GET', headers: { origin: 'https://evil.example' } },
  'a token that is a cookie': { headers: { authorization: `Bearer ${payload}.${signature}` } },
  'a forged token': { headers: { authorization: 'Bearer forged' } },
  'no token': { headers: { authorization: 'Bearer ' } },
  'no header': { headers: { authorization: undefined } },
})) {
  test(`refuses the cookie of ${what}`, async () =>
    assert.deepEqual(await ask({ ...change, cookies: [`__Host-session=${payload}.${signature}`] }), DENIED));
}

test('retrieves without an Origin, which browsers leave out', async () => {
  assert.equal(
    (await ask({ method: 'GET', headers: { origin: undefined }, cookies: [`__Host-session=${payload}.${signature}`] }))
      .context.sub,
    'c1',
  );
});

test('accepts a token from any origin, with its scope', async () => {
  assert.deepEqual(await asToken(connectToken.sign({ ...ELAINE, scope: 'connect:backend' }, 60)), {
    isAuthorized: true,
    context: { ...ELAINE, scope: 'connect:backend' },
  });
  assert.deepEqual(await asToken(connectToken.sign({}, 60)), DENIED);
  assert.deepEqual(await asToken(connectToken.sign(ELAINE, -1)), DENIED);
});

test('does not start with a short secret', () => {
  for (const secret of [undefined, '', 'x'.repeat(31)]) assert.throws(() => signed(secret, 'session'));
});
