// What a page and a person are told when Connect leads back: the address' hint, where the gateway knows the session.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  CSP, error, errors, eventually, expectError, GATEWAY, held, json, network, page, script, SHOP, tab, test,
} from './support/shop.mjs';
import { violations } from './support/reading.mjs';
import { known, openReturn, result, retrievals, serveReturn, shown } from './support/return.mjs';

const SUCCESS = '/done?session_id=csn_1&status=success';
const NOTHING = { outcome: 'unknown', status: null, sessionId: null, session: null, error: null };
const KNOWN = { ...NOTHING, status: 'success', sessionId: 'csn_1' };
const isShown = (text) => eventually(shown, [text]);

describe('The page after Connect', () => {
  for (const [hint, outcome, text] of [
    ['success', 'success', 'It worked'],
    ['abort', 'cancelled', 'Nothing has changed'],
    ['auth_expired', 'expired', 'Too late'],
    ['not_allowed', 'notAllowed', 'Not possible'],
    ['refunded', 'unknown', 'Look at your account'],
    ['toString', 'unknown', 'Look at your account'],
    ['', 'unknown', 'Look at your account'],
  ]) {
    test(`shows the slot of "${hint}", and is accessible before and with it`, async () => {
      const answer = held(known());
      await openReturn(`/done?session_id=csn_1&status=${hint}`, answer);
      await isShown('One moment');
      assert.deepEqual(await violations(), []);

      answer.release();

      const session = { object: 'connectSession', id: 'csn_1', user: 'usr_1' };
      assert.deepEqual(await result(), { outcome, status: hint, sessionId: 'csn_1', error: null, session });
      await isShown(text);
      assert.deepEqual(await violations(), []);
      const region = await tab.evaluate("document.querySelector('gigs-connect-return').shadowRoot.firstElementChild");
      assert.equal(await region.getAriaRole(), 'status');
    });
  }

  test('asks for nothing where Connect has not led to it', async () => {
    await openReturn('/done?status=success&session_id=cs_test_1');

    assert.deepEqual(await result(), NOTHING);
    assert.deepEqual(await tab.evaluate('back.asked'), []);
  });

  test('asks for a fresh token once on 401', async () => {
    await openReturn(SUCCESS, error(401, 'unauthenticated', 'unauthenticated'), known());

    assert.equal((await result()).outcome, 'success');
    assert.deepEqual(retrievals().map(({ headers }) => headers.authorization), ['Bearer token-1', 'Bearer token-2']);
    assert.deepEqual(await tab.evaluate('back.asked'), [{ refresh: false }, { refresh: true }]);
  });

  test('gives up on the second 401', async () => {
    await openReturn(SUCCESS, json(401, { message: 'Unauthorized' }, { 'apigw-requestid': 'apigw-1' }));

    const refused = { type: 'unauthenticated', code: null, status: 401, message: 'Unauthorized', requestId: 'apigw-1' };
    assert.deepEqual(await result(), { ...KNOWN, error: { ...refused, retryable: false } });
    assert.equal(retrievals().length, 2);
  });

  test('believes no address that the gateway does not confirm', async () => {
    for (const [code, type, name, retryable] of [
      [404, 'notFound', 'notFound', false],
      [502, 'internal', 'gigsUnreachable', true],
      [429, 'tooManyRequests', 'rateLimited', true],
    ]) {
      await tab.empty();
      await openReturn(SUCCESS, error(code, type, name));
      const expected = { type, code: name, status: code, message: 'For developers.', requestId: 'req-1', retryable };
      assert.deepEqual(await result(), { ...KNOWN, error: expected });
      await isShown('Look at your account');
    }
  });

  test('takes nothing but that session', async () => {
    for (const body of ['<h1>OK</h1>', 'null', '{}', '{"id":"csn_2"}']) {
      await tab.empty();
      await openReturn(SUCCESS, json(200, body));
      const { outcome, error } = await result();
      assert.deepEqual([outcome, error.code], ['unknown', 'unexpectedResponse'], body);
    }
  });

  test('says what it found out by itself', async () => {
    await openReturn(SUCCESS, known());
    await result();
    const mistakes = ['endpoint is not https', 'no tokenProvider', 'connect-src https://nowhere.shop.example'];
    mistakes.forEach(expectError);
    for (const [option, code] of [
      ["endpoint: 'http://api.shop.example'", 'endpointNotAllowed'],
      ['endpoint: null', 'endpointNotAllowed'],
      ["endpoint: 'https://nowhere.shop.example'", 'unreachable'],
      ['tokenProvider: () => null', 'unauthenticated'],
      ['tokenProvider: undefined', 'tokenProviderFailed'],
      ['tokenProvider: () => new Promise(() => {})', 'timeout'],
    ]) {
      const { outcome, error: found } = await tab.evaluate(`back.connectReturn({ timeout: 300, ${option} })`);
      assert.deepEqual([outcome, found.type, found.code], ['unknown', 'client', code], option);
    }
    const said = String(await errors());
    for (const mistake of mistakes) assert.ok(said.includes(mistake), said);
  });

  test('asks again when it is asked again', async () => {
    await openReturn(SUCCESS, error(502, 'internal', 'gigsUnreachable'), known());
    await isShown('Look at your account');

    await tab.evaluate("document.querySelector('gigs-connect-return').tokenProvider = () => 'token-9', true");

    await isShown('It worked');
    assert.equal(retrievals().length, 2);
  });

  test('asks once for all that was set before the element was defined', async () => {
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

  test('shows the rest where there is no slot', async () => {
    const rest = page('return.html').replace('<p slot="expired">Too late</p>', '<p>Back in the shop</p>');
    serveReturn(rest, known());

    await tab.go(`${SHOP}/done?session_id=csn_1&status=auth_expired`);

    await isShown('Back in the shop');
  });

  test('tells the tab that opened Connect, and never the link', async () => {
    await openReturn('/done', known());
    await tab.evaluate(() => {
      new BroadcastChannel('gigs-connect-return').onmessage = ({ data }) => { back.told = data; };
    });

    const other = await tab.open(SHOP + SUCCESS);

    await tab.until('back.told', { outcome: 'success', sessionId: 'csn_1' });
    const document = await tab.in(other, () => tab.evaluate('document.documentElement.outerHTML'));
    assert.match(document, /It worked/);
    assert.doesNotMatch(document, /secret/);
  });

  test('has a module that can be imported where there is no page', async () => {
    await openReturn('/done');
    network.stub(`${SHOP}/worker.js`, script(
      `import('${GATEWAY}/modules/gigs-connect-return.js')
        .then(({ connectReturn }) => connectReturn({})).catch(String).then(postMessage)`,
      { 'Content-Security-Policy': CSP },
    ));

    const outcome = await tab.evaluate(() => new Promise((resolve, reject) => {
      const worker = new Worker('/worker.js?session_id=csn_1&status=success');
      worker.onmessage = ({ data }) => resolve(data.outcome ?? data);
      worker.onerror = reject;
    }));

    assert.equal(outcome, 'unknown');
  });
});
