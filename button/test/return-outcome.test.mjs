// The outcome after Connect: the address has a hint, and it counts only where the gateway knows the session.
import assert from 'node:assert/strict';
import { error, errors, expectError, held, json, known, network, page, SHOP, tab, test } from './support/shop.mjs';
import { violations } from './support/reading.mjs';
import { awaitShown, openReturn, result, retrievals, serveReturn, SUCCESS } from './support/return.mjs';

const KNOWN = { outcome: 'unknown', status: 'success', sessionId: 'csn_1', session: null, error: null };

for (const [hint, outcome, text] of [
  ['success', 'success', 'It worked'],
  ['abort', 'cancelled', 'Nothing has changed'],
  ['auth_expired', 'expired', 'Too late'],
  ['not_allowed', 'notAllowed', 'Not possible'],
  ['refunded', 'unknown', 'Look at your account'],
  ['toString', 'unknown', 'Look at your account'],
  ['', 'unknown', 'Look at your account'],
]) {
  test(`The page after Connect shows the slot of "${hint}", and is accessible before and with it`, async () => {
    const answer = held(known());
    await openReturn(`/done?session_id=csn_1&status=${hint}`, answer);
    await awaitShown('One moment');
    assert.deepEqual(await violations(), []);

    answer.release();

    const session = { object: 'connectSession', id: 'csn_1', user: 'usr_1' };
    assert.deepEqual(await result(), { ...KNOWN, outcome, status: hint, session });
    await awaitShown(text);
    assert.deepEqual(await violations(), []);
    const region = await tab.evaluate("document.querySelector('gigs-connect-return').shadowRoot.firstElementChild");
    assert.equal(await region.getAriaRole(), 'status');
  });
}

test('The page after Connect asks for a fresh token once on 401', async () => {
  const refused = json(401, { message: 'Unauthorized' }, { 'apigw-requestid': 'apigw-1' });
  const failure = { type: 'unauthenticated', code: null, status: 401, message: 'Unauthorized', requestId: 'apigw-1' };
  for (const [last, expected] of [[known(), null], [refused, { ...failure, retryable: false }]]) {
    await tab.empty();
    network.requests = [];
    await openReturn(SUCCESS, refused, last);

    assert.deepEqual((await result()).error, expected);
    assert.deepEqual(retrievals().map(({ headers }) => headers.authorization), ['Bearer token-1', 'Bearer token-2']);
    assert.deepEqual(await tab.evaluate('back.asked'), [{ refresh: false }, { refresh: true }]);
  }
});

test('The page after Connect believes no address that the gateway does not confirm', async () => {
  const unconfirmed = [200, 'internal', 'unexpectedResponse', false, ''];
  for (const [answer, [status, type, code, retryable, message = 'For developers.']] of [
    [error(404, 'notFound', 'notFound'), [404, 'notFound', 'notFound', false]],
    [error(502, 'internal', 'gigsUnreachable'), [502, 'internal', 'gigsUnreachable', true]],
    [error(429, 'tooManyRequests', 'rateLimited'), [429, 'tooManyRequests', 'rateLimited', true]],
    ...['<h1>OK</h1>', 'null', '{}', '{"id":"csn_2"}'].map((body) => [json(200, body), unconfirmed]),
  ]) {
    await tab.empty();
    await openReturn(SUCCESS, answer);
    const requestId = message ? 'req-1' : null;
    assert.deepEqual(await result(), { ...KNOWN, error: { type, code, status, message, requestId, retryable } });
    await awaitShown('Look at your account');
  }
});

test('The page after Connect reports an error of its own', async () => {
  await openReturn(SUCCESS, known());
  await result();
  const mistakes = [
    'endpoint is not https', 'no tokenProvider', 'not a token for a header', 'connect-src https://nowhere.shop.example',
  ];
  mistakes.forEach(expectError);
  const offline = "Object.defineProperty(navigator, 'onLine', { value: false })";
  for (const [option, code] of [
    ["endpoint: 'http://api.shop.example'", 'endpointNotAllowed'],
    ['endpoint: null', 'endpointNotAllowed'],
    ["endpoint: 'https://nowhere.shop.example'", 'unreachable'],
    ['tokenProvider: () => null', 'unauthenticated'],
    ['tokenProvider: undefined', 'tokenProviderFailed'],
    ['tokenProvider: () => Promise.reject()', 'tokenProviderFailed'],
    ["tokenProvider: () => 'a b'", 'tokenProviderFailed'],
    ['tokenProvider: () => new Promise(() => {})', 'timeout'],
    [`tokenProvider: () => Promise.reject(${offline})`, 'offline'],
  ]) {
    const { outcome, error: found } = await tab.evaluate(`back.connectReturn({ timeout: 300, ${option} })`);
    assert.deepEqual([outcome, found.type, found.code], ['unknown', 'client', code], option);
  }
  const lines = String(await errors());
  for (const mistake of mistakes) assert.ok(lines.includes(mistake), lines);
  assert.equal(await tab.evaluate('back.connectReturn({ timeout: Infinity }).then(({ error }) => error)'), null);
});

test('The page after Connect asks again when its provider is set again', async () => {
  await openReturn(SUCCESS, error(502, 'internal', 'gigsUnreachable'), known());
  await awaitShown('Look at your account');

  await tab.evaluate("document.querySelector('gigs-connect-return').tokenProvider = () => 'token-9', true");

  await awaitShown('It worked');
  assert.equal(retrievals().length, 2);
});

test('The page after Connect asks once when all was set before the element was defined', async () => {
  await openReturn(SUCCESS, known());
  await result();

  await tab.evaluate(() => {
    const early = document.createElement('early-return');
    early.tokenProvider = () => 'token-9';
    early.endpoint = 'https://api.shop.example';
    document.body.append(early);
    customElements.define('early-return', class extends customElements.get('gigs-connect-return') {});
  });

  await tab.until('back.results.map(({ outcome }) => outcome)', ['success', 'success']);
  assert.equal(retrievals().length, 2);
});

test('The page after Connect shows the other content where there is no slot', async () => {
  const rest = page('return.html').replace('<p slot="expired">Too late</p>', '<p>Back in the shop</p>');
  serveReturn(rest, known());

  await tab.go(`${SHOP}/done?session_id=csn_1&status=auth_expired`);

  await awaitShown('Back in the shop');
});

test('The page after Connect tells the tab that opened Connect, and never the link', async () => {
  await openReturn('/done', known());
  await tab.evaluate(() => {
    new BroadcastChannel('gigs-connect-return').onmessage = ({ data }) => { back.told = data; };
  });

  const other = await tab.opened(() => tab.driver.switchTo().newWindow('tab'));
  await tab.in(other, () => tab.go(SHOP + SUCCESS));

  await tab.until('back.told', { outcome: 'success', sessionId: 'csn_1' });
  const document = await tab.in(other, () => tab.evaluate('document.documentElement.outerHTML'));
  assert.match(document, /It worked/);
  assert.doesNotMatch(document, /secret/);
});

test('The page after Connect has modules that can be imported where there is no page', async () => {
  const [{ connectReturn }, { GigsConnectButtonElement }] =
    await Promise.all(['return', 'button'].map((name) => import(`../src/gigs-connect-${name}.js`)));

  assert.equal((await connectReturn({})).outcome, 'unknown');
  assert.equal(GigsConnectButtonElement.messages.retry, 'Try again');
});
