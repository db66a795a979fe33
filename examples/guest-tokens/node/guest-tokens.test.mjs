import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, origin, settings, tokens, verified } from './fixture.mjs';
import { guestTokens } from './guest-tokens.mjs';

test('gives a visitor only a subject', async () => {
  const [one, other] = [await tokens(ask()), await tokens(ask())];
  const payload = await verified(one.body);
  assert.match(payload.sub, /^guest:[\da-f-]{36}$/);
  assert.deepEqual(Object.keys(payload).sort(), ['aud', 'exp', 'iat', 'iss', 'sub']);
  assert.notEqual((await verified(other.body)).sub, payload.sub);
});

test('recognises a visitor by a cookie that no other host can set', async () => {
  const first = await tokens(ask());
  const [cookie, ...attributes] = first.headers['Set-Cookie'].split('; ');
  assert.match(cookie, /^__Host-/);
  assert.deepEqual(attributes, ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']);
  const second = await tokens(ask({ headers: { cookie: `a=b; ${cookie}; c=d` } }));
  assert.equal((await verified(second.body)).sub, (await verified(first.body)).sub);
  assert.equal(second.headers['Set-Cookie'], first.headers['Set-Cookie']);
});

const FORGED = '00000000-0000-0000-0000-000000000000';
for (const cookie of [
  '__Host-connect-guest=customer-1',
  '__Host-connect-guest=',
  `x__Host-connect-guest=${FORGED}`,
  `__Host-connect-guest=${FORGED}1`,
]) {
  test(`takes no subject from ${cookie}`, async () => {
    const { body, headers } = await tokens(ask({ headers: { cookie } }));
    const { sub } = await verified(body);
    assert.match(sub, /^guest:[\da-f-]{36}$/);
    assert.notEqual(sub, `guest:${FORGED}`);
    assert.ok(headers['Set-Cookie'].includes(sub.slice('guest:'.length)));
  });
}

test('puts the known facts about a customer into the token', async () => {
  const known = { id: 7, email: 'elaine@example.com', emailVerified: true, gigsUser: 'usr_1' };
  const { body, headers } = await tokens(ask({ customer: async () => known }));
  const { sub, email, email_verified, gigs_user } = await verified(body);
  assert.deepEqual(
    { sub, email, email_verified, gigs_user },
    { sub: '7', email: 'elaine@example.com', email_verified: true, gigs_user: 'usr_1' },
  );
  assert.equal(headers['Set-Cookie'], undefined);
});

test('marks an unverified address as unverified, and leaves out unknown claims', async () => {
  const payload = await verified(
    (await tokens(ask({ customer: () => ({ id: 'c', email: 'e@example.com', emailVerified: 'yes', gigsUser: null }) })))
      .body,
  );
  assert.equal(payload.email_verified, false);
  assert.ok(!('gigs_user' in payload));
  assert.ok(
    !(
      'email_verified' in
      (await verified((await tokens(ask({ customer: () => ({ id: 'c', email: null, emailVerified: true }) }))).body))
    ),
  );
});

test('expires after five minutes', async () => {
  const { body } = await tokens(ask());
  const { iat, exp } = await verified(body);
  assert.equal(exp - iat, 300);
  await assert.rejects(verified(body, { currentDate: new Date((exp + 1) * 1000) }), { code: 'ERR_JWT_EXPIRED' });
});

for (const [what, status, change] of [
  ['GET', 405, { method: 'GET' }],
  ['another origin', 403, { headers: { origin: 'https://evil.example' } }],
  ['an origin that begins alike', 403, { headers: { origin: `${origin}.evil.example` } }],
  ['the origin null', 403, { headers: { origin: 'null' } }],
  ['no origin', 403, { headers: { origin: undefined } }],
  ['another site', 403, { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['a sibling of the site', 403, { headers: { 'sec-fetch-site': 'same-site' } }],
  ['an address bar', 403, { headers: { 'sec-fetch-site': 'none' } }],
  ['a client that does not say from where', 403, { headers: { 'sec-fetch-site': undefined } }],
  ['a Host that equals the origin', 403, { headers: { origin: 'https://evil.example', host: 'evil.example' } }],
]) {
  test(`refuses ${what}, without asking who is logged in`, async () => {
    const answer = await tokens(ask({ ...change, customer: () => assert.fail() }));
    assert.deepEqual([answer.status, answer.body, answer.headers['Set-Cookie']], [status, '', undefined]);
  });
}

for (const [what, customer] of [
  ['a look-up that fails', () => Promise.reject(new Error('secret'))],
  ['a customer without an id', () => ({})],
  ['a customer who looks like a guest', () => ({ id: 'guest:1' })],
]) {
  test(`has no token for ${what}`, async () => {
    const { status, body } = await tokens(ask({ customer }));
    assert.deepEqual([status, body], [503, '']);
  });
}

test('is never cached', async () => {
  for (const request of [ask(), ask({ method: 'GET' }), ask({ headers: { origin: 'null' } })]) {
    assert.equal((await tokens(request)).headers['Cache-Control'], 'no-store');
  }
});

test('limits the rate of each address', async () => {
  const limited = await guestTokens(settings);
  for (let i = 0; i < 30; i++) assert.equal((await limited(ask())).status, 200);
  const refused = await limited(ask());
  assert.deepEqual([refused.status, refused.headers['Retry-After'], refused.body], [429, '60', '']);
  assert.equal((await limited(ask({ address: '192.0.2.2' }))).status, 200);
});

for (const change of [
  { origin: undefined },
  { origin: 'https://shop.example/' },
  { issuer: '' },
  { audience: undefined },
  { privateKey: 'no key' },
]) {
  test(`does not start with ${JSON.stringify(change)}`, () => assert.rejects(guestTokens({ ...settings, ...change })));
}
