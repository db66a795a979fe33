// What a click sends.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  button, cancel, clickForError, error, GATEWAY, network, openButton, openPage, requests, session,
  SESSION_URL, set, SHOP, tab, test,
} from './support/shop.mjs';

const EVERY_ATTRIBUTE = `plan="pln_1" subscription="sub_1" addons="add_1, add_2
  add_3" payment="pay_1" sim="sim_1" device="dev_1" imei="492388841798923" voucher-code="SUMMER" hide-intro-page`;

const body = () => JSON.parse(requests().at(-1).body);

/** The bodies that the page's buttons send, one after another. */
async function bodiesOf(...buttons) {
  const tag = (attributes) => `<gigs-connect-button endpoint="${GATEWAY}/" ${attributes}></gigs-connect-button>`;
  await openPage(buttons.map(tag).join(''));
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

describe('A request', () => {
  test('has the payload of its intent, and no other', async () => {
    const subscription = 'sub_1';
    const addons = ['add_1', 'add_2', 'add_3'];
    const payloads = {
      cancelSubscription: { subscription },
      changeSubscription: { subscription },
      checkoutAddon: { subscription, addons },
      checkoutNewSubscription: {
        plan: 'pln_1', sim: 'sim_1', device: 'dev_1', imei: '492388841798923', voucherCode: 'SUMMER', addons,
      },
      completePorting: { subscription, behavior: { hideIntroPage: true, hideOutroPage: false } },
      confirmPayment: { payment: 'pay_1' },
      resumeSubscription: { subscription },
      viewEsimInstallation: { subscription },
      viewSubscription: { subscription },
      updatePaymentMethod: undefined,
      updateUserAddress: undefined,
      updateUserFullName: undefined,
      viewSubscriptions: undefined,
    };
    const sent = await bodiesOf(...Object.keys(payloads).map((intent) => `intent="${intent}" ${EVERY_ATTRIBUTE}`));

    const intents = Object.entries(payloads).map(([type, payload]) => ({ type, ...(payload && { [type]: payload }) }));
    assert.deepEqual(sent, intents.map((intent) => ({ intent })));
  });

  test('leaves out what no attribute says', async () => {
    const sent = await bodiesOf(
      'intent="checkoutNewSubscription" plan="" addons=" "',
      'intent="completePorting" subscription="sub_1"',
    );

    assert.deepEqual(sent, [
      { intent: { type: 'checkoutNewSubscription', checkoutNewSubscription: {} } },
      { intent: { type: 'completePorting', completePorting: { subscription: 'sub_1' } } },
    ]);
  });

  test('has the appearance, and a callback that is absolute', async () => {
    const urls = ['https://shop.example/done?order=1', '/done', 'myapp://done'];
    const sent = await bodiesOf(...urls.map((url) => `intent="viewSubscriptions" theme="dark" callback-url="${url}"`));

    assert.deepEqual(sent.map(({ callbackUrl }) => callbackUrl), [urls[0], 'https://shop.example/done', urls[2]]);
    assert.deepEqual(sent[0].appearance, { theme: 'dark' });
  });

  test('is what the button says at the click', async () => {
    await openButton();
    await tab.evaluate(() => {
      Object.assign(document.querySelector('gigs-connect-button'), {
        intent: 'checkoutAddon', subscription: 'sub_2', addons: 'add_9', tokenProvider: () => 'later',
      });
    });

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    assert.equal(requests()[0].headers.authorization, 'Bearer later');
    assert.deepEqual(body().intent.checkoutAddon, { subscription: 'sub_2', addons: ['add_9'] });
  });

  test('is the request property as it is', async () => {
    const request = { intent: { type: 'viewSubscriptions' }, userDetails: { preferredLocale: 'de-DE' } };
    await openButton('theme="dark"');
    await set({ request });

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    assert.deepEqual(body(), request);
  });

  test('goes to another origin after a preflight, without cookies, and without an idempotency key', async () => {
    await openButton();

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    const { headers } = requests()[0];
    const { origin, 'content-type': type, authorization } = headers;
    assert.deepEqual([origin, type, authorization], [SHOP, 'application/json', 'Bearer token-1']);
    assert.ok(!('cookie' in headers) && !('idempotency-key' in headers));
    const preflight = network.requests.find(({ method }) => method === 'OPTIONS').headers;
    assert.equal(preflight.origin, SHOP);
    assert.equal(preflight['access-control-request-headers'], 'authorization,content-type');
  });

  test('has one idempotency key for each click', async () => {
    network.answer(
      error(401, 'unauthenticated', 'unauthenticated'),
      error(503, 'internal', 'tokenUnavailable', { 'Retry-After': '0' }),
      error(502, 'internal', 'gigsUnavailable'),
      session(),
    );
    await openButton('idempotent');

    await clickForError();
    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    const keys = requests().map(({ headers }) => headers['idempotency-key']);
    // The first try has 401 as its answer: the next ones have a fresh token.
    assert.deepEqual(
      requests().map(({ headers }) => headers.authorization),
      [1, 2, 2, 3].map((number) => `Bearer token-${number}`),
    );
    assert.match(keys[0], /^[\da-f-]{36}$/);
    assert.deepEqual(keys.slice(1, 3), [keys[0], keys[0]]);
    assert.notEqual(keys[3], keys[0]);
  });
});
