import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { beforeEach, mock, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { gigsWebhooks, memory } from './gigs-webhooks.mjs';

const secret = `whsec_${randomBytes(24).toString('base64')}`;
const SUBSCRIPTION = { id: 'sub_1', user: { id: 'usr_1' } };
const USER = { id: 'usr_1', email: 'george@example.com', emailVerified: true, status: 'active' };
const EVENT = { object: 'event', id: 'evt_1', type: 'com.gigs.subscription.created', data: { id: 'sub_1' } };

let answers;
let asked;
let linked;
let webhooks;
beforeEach(() => {
  answers = { 'subscriptions/sub_1': SUBSCRIPTION, 'users/usr_1': USER };
  asked = [];
  linked = [];
  const gigs = async (path) => {
    asked.push(path);
    if (!answers[path]) throw new Error('Gigs answers 500');
    return answers[path];
  };
  webhooks = gigsWebhooks({ secret, gigs, link: (user, subscription) => linked.push([user.id, subscription.id]) });
  mock.method(console, 'error', () => {});
});

/** A message as Gigs sends it, with the changes of a test. */
function message({ event = EVENT, id = 'msg_1', at = Date.now(), prefix = 'webhook', key = secret } = {}) {
  const body = JSON.stringify(event);
  const headers = {
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(Math.floor(at / 1000)),
    [`${prefix}-signature`]: new Webhook(key).sign(id, new Date(at), body),
  };
  return { headers, body };
}

test('accepts the published example of Standard Webhooks, and refuses any change of it', async () => {
  mock.timers.enable({ apis: ['Date'], now: 1614265330_000 });
  const published = gigsWebhooks({ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' });
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const body = '{"test": 2432232314}';
  assert.equal(await published({ headers, body }), 204);
  assert.equal(await published({ headers, body: '{"test":2432232314}' }), 401);
  assert.equal(await published({ headers: { ...headers, 'webhook-id': 'msg_other' }, body }), 401);
  mock.timers.reset();
});

for (const prefix of ['webhook', 'svix']) {
  test(`links the user of a new subscription, with ${prefix}- headers`, async () => {
    assert.equal(await webhooks(message({ prefix })), 204);
    assert.deepEqual(linked, [['usr_1', 'sub_1']]);
  });
}

test('accepts one good signature among several', async () => {
  const sent = message();
  const foreign = message({ key: `whsec_${randomBytes(24).toString('base64')}` }).headers['webhook-signature'];
  for (const signatures of [
    `${foreign} ${sent.headers['webhook-signature']}`,
    `v1a,AAAA ${sent.headers['webhook-signature']}`,
  ]) {
    assert.equal(await webhooks({ ...sent, headers: { ...sent.headers, 'webhook-signature': signatures } }), 204);
  }
  assert.equal(await webhooks({ ...sent, headers: { ...sent.headers, 'webhook-signature': foreign } }), 401);
});

for (const [what, change] of Object.entries({
  'a body that was changed': ({ headers, body }) => ({ headers, body: body.replace('sub_1', 'sub_2') }),
  'a body that was parsed and written again': ({ headers, body }) => ({
    headers,
    body: JSON.stringify(JSON.parse(body), null, 1),
  }),
  'another id': ({ headers, body }) => ({ headers: { ...headers, 'webhook-id': 'msg_2' }, body }),
  'another time': ({ headers, body }) => ({
    headers: { ...headers, 'webhook-timestamp': `${Number(headers['webhook-timestamp']) + 1}` },
    body,
  }),
  'a signature without its version': ({ headers, body }) => ({
    headers: { ...headers, 'webhook-signature': headers['webhook-signature'].slice(3) },
    body,
  }),
  'an empty signature': ({ headers, body }) => ({ headers: { ...headers, 'webhook-signature': 'v1,' }, body }),
  'no headers': ({ body }) => ({ headers: {}, body }),
  'an empty body': ({ headers }) => ({ headers, body: '' }),
})) {
  test(`refuses a message with ${what}`, async () => {
    assert.equal(await webhooks(change(message())), 401);
    assert.deepEqual(asked, []);
  });
}

test('refuses a message from more than five minutes ago or ahead', async () => {
  const minutes = (count) => message({ at: Date.now() + count * 60_000 });
  for (const count of [-6, 6]) assert.equal(await webhooks(minutes(count)), 401);
  assert.deepEqual(asked, []);
  for (const count of [-4, 4]) assert.equal(await webhooks(minutes(count)), 204);
});

test('does nothing for a message that comes twice, or is replayed', async () => {
  const sent = message();
  assert.equal(await webhooks(sent), 204);
  assert.equal(await webhooks(message({ at: Date.now() + 5000 })), 204);
  assert.equal(await webhooks(sent), 204);
  assert.equal(linked.length, 1);
  assert.equal(asked.length, 2);
});

test('has the same result for any order of events', async () => {
  const types = ['connectSession.updated', 'subscription.created', 'subscription.updated', 'payment.succeeded'];
  for (const order of [types, [...types].reverse()]) {
    linked = [];
    for (const type of order) {
      assert.equal(
        await webhooks(message({ id: `msg_${order[0]}_${type}`, event: { ...EVENT, type: `com.gigs.${type}` } })),
        204,
      );
    }
    assert.deepEqual(linked, [
      ['usr_1', 'sub_1'],
      ['usr_1', 'sub_1'],
    ]);
  }
});

test('reads the user from Gigs, not from the event', async () => {
  const event = {
    ...EVENT,
    data: { id: 'sub_1', user: { id: 'usr_2', email: 'kramer@example.com', emailVerified: true } },
  };
  assert.equal(await webhooks(message({ event })), 204);
  assert.deepEqual(linked, [['usr_1', 'sub_1']]);
});

for (const change of [
  { emailVerified: false },
  { emailVerified: undefined },
  { status: 'blocked' },
  { status: 'deleted' },
]) {
  test(`links no user with ${JSON.stringify(change)}`, async () => {
    answers['users/usr_1'] = { ...USER, ...change };
    assert.equal(await webhooks(message()), 204);
    assert.deepEqual(linked, []);
  });
}

test('asks for the message again if the work fails', async () => {
  answers['users/usr_1'] = undefined;
  assert.equal(await webhooks(message()), 503);
  answers['users/usr_1'] = USER;
  assert.equal(await webhooks(message()), 204);
  assert.deepEqual(linked, [['usr_1', 'sub_1']]);
});

test('writes neither an address nor a body when the work fails', async () => {
  answers = {};
  await webhooks(message());
  assert.deepEqual(
    console.error.mock.calls.map(({ arguments: words }) => words),
    [['com.gigs.subscription.created msg_1: Gigs answers 500']],
  );
});

test('does not call Gigs for an unknown event', async () => {
  for (const [id, event] of Object.entries({
    msg_1: { ...EVENT, type: 'com.gigs.sim.updated' },
    msg_2: {},
    msg_3: [],
    msg_4: null,
  })) {
    assert.equal(await webhooks(message({ id, event })), 204);
  }
  assert.deepEqual(asked, []);
});

test('forgets the oldest id first', () => {
  const seen = memory(2);
  for (const id of ['a', 'b', 'c']) seen.add(id);
  assert.deepEqual(['a', 'b', 'c'].map(seen.has), [false, true, true]);
});

test('does not start without a secret', () => {
  for (const wrong of [undefined, '', 'whsec_']) assert.throws(() => gigsWebhooks({ secret: wrong }));
});
