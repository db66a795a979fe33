// The request that a click sends.
import assert from 'node:assert/strict';
import {
  cancel, clickForError, clickToConnect, error, GATEWAY, network, openButton, openPage, requests, session, set, SHOP,
  tab, tag, test,
} from './support/shop.mjs';

const EVERY_ATTRIBUTE = `plan="pln_1" subscription="sub_1" addons="add_1, add_2
  add_3" payment="pay_1" sim="sim_1" device="dev_1" imei="492388841798923" voucher-code="SUMMER" hide-intro-page`;

/** The bodies that buttons with these attributes send, one after another. */
async function bodiesOf(...attributes) {
  await openPage(attributes.map((each) => tag(each)).join(''));
  await cancel('connect-session');
  await tab.evaluate(async () => {
    for (const each of document.querySelectorAll('gigs-connect-button')) {
      const session = new Promise((resolve) => each.addEventListener('connect-session', resolve));
      each.click();
      await session;
    }
  });
  return requests().map((request) => JSON.parse(request.body));
}

test('A request has the payload of its intent, and nothing that no attribute says', async () => {
  const subscription = 'sub_1';
  const addons = ['add_1', 'add_2', 'add_3'];
  const imei = '492388841798923';
  const intents = [
    ['cancelSubscription', { subscription }],
    ['changeSubscription', { subscription }],
    ['checkoutAddon', { subscription, addons }],
    ['checkoutNewSubscription', { plan: 'pln_1', sim: 'sim_1', device: 'dev_1', imei, voucherCode: 'SUMMER', addons }],
    ['completePorting', { subscription, behavior: { hideIntroPage: true, hideOutroPage: false } }],
    ['confirmPayment', { payment: 'pay_1' }],
    ['resumeSubscription', { subscription }],
    ['viewEsimInstallation', { subscription }],
    ['viewSubscription', { subscription }],
    ['updatePaymentMethod'],
    ['updateUserAddress'],
    ['updateUserFullName'],
    ['viewSubscriptions'],
    ['checkoutNewSubscription', {}, 'plan="" addons=" "'],
    ['completePorting', { subscription }, 'subscription="sub_1"'],
  ];
  const sent = await bodiesOf(...intents.map(([type, , own = EVERY_ATTRIBUTE]) => `intent="${type}" ${own}`));

  const expected = intents.map(([type, payload]) => ({ intent: { type, ...(payload && { [type]: payload }) } }));
  assert.deepEqual(sent, expected);
});

test('A request has the appearance, and a callback that is absolute', async () => {
  const urls = ['https://shop.example/done?order=1', '/done', 'myapp://done'];
  const sent = await bodiesOf(...urls.map((url) => `intent="viewSubscriptions" theme="dark" callback-url="${url}"`));

  assert.deepEqual(sent.map(({ callbackUrl }) => callbackUrl), [urls[0], 'https://shop.example/done', urls[2]]);
  assert.deepEqual(sent[0].appearance, { theme: 'dark' });
});

test('A request has the properties of the moment of the click', async () => {
  const request = { intent: { type: 'viewSubscriptions' }, userDetails: { preferredLocale: 'de-DE' } };
  for (const [properties, expected] of [
    [{ endpoint: `${GATEWAY}/`, intent: 'viewSubscription', subscription: 'sub_2' },
      { intent: { type: 'viewSubscription', viewSubscription: { subscription: 'sub_2' } } }],
    [{ theme: 'dark', request }, request],
  ]) {
    await openButton();
    await set(properties);
    await clickToConnect();
    assert.deepEqual(JSON.parse(requests().at(-1).body), expected);
  }
});

test('A request goes to another origin after a preflight, without cookies or an idempotency key', async () => {
  await openButton();

  await clickToConnect();

  const { headers } = requests()[0];
  const { origin, 'content-type': type, authorization } = headers;
  assert.deepEqual([origin, type, authorization], [SHOP, 'application/json', 'Bearer token-1']);
  assert.ok(!('cookie' in headers) && !('idempotency-key' in headers));
  const preflight = network.requests.find(({ method }) => method === 'OPTIONS').headers;
  assert.equal(preflight.origin, SHOP);
  assert.equal(preflight['access-control-request-headers'], 'authorization,content-type');
});

test('A request has one idempotency key for each click', async () => {
  network.answer(
    error(401, 'unauthenticated', 'unauthenticated'),
    error(503, 'internal', 'tokenUnavailable', { 'Retry-After': '0' }),
    error(502, 'internal', 'gigsUnavailable'),
    session(),
  );
  await openButton('idempotent');

  await clickForError();
  await clickToConnect();

  const headersOf = (name) => requests().map(({ headers }) => headers[name]);
  // The first answer is 401, so the next request has a fresh token.
  assert.deepEqual(headersOf('authorization'), [1, 2, 2, 3].map((number) => `Bearer token-${number}`));
  const keys = headersOf('idempotency-key');
  assert.match(keys[0], /^[\da-f-]{36}$/);
  assert.deepEqual(keys.slice(1, 3), [keys[0], keys[0]]);
  assert.notEqual(keys[3], keys[0]);
});
