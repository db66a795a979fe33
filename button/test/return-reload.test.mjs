// The page after Connect, reloaded, left, and with two copies of its module.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  error, eventually, expectError, GATEWAY, held, html, network, page, script, SHOP, tab, test,
} from './support/shop.mjs';
import { known, openReturn, result, retrievals, serveReturn, shown } from './support/return.mjs';

const SUCCESS = '/done?session_id=csn_1&status=success';
const reload = () => tab.driver.navigate().refresh();
const isShown = (text) => eventually(shown, [text]);

describe('The outcome', () => {
  test('is there after a reload, before it was shown and after', async () => {
    const answer = held(known());
    await openReturn(SUCCESS, answer, known());
    await eventually(() => retrievals().length, 1);

    await reload();
    await isShown('It worked');
    assert.equal(await tab.url(), `${SHOP}/done`);
    await reload();
    await isShown('It worked');
    answer.release();
  });

  test('is asked for again by a reload after an error that may pass', async () => {
    await openReturn(SUCCESS, error(503, 'internal', 'tokenUnavailable'), known());
    await isShown('Look at your account');

    await reload();

    await isShown('It worked');
  });

  test('is forgotten when the shopper comes to the page anew', async () => {
    await openReturn(SUCCESS, known());
    await isShown('It worked');
    network.stub(`${SHOP}/elsewhere`, html('<!doctype html><title>Elsewhere</title>'));
    await tab.go(`${SHOP}/elsewhere`);

    await tab.go(`${SHOP}/done`);

    assert.deepEqual([(await result()).outcome, (await result()).sessionId], ['unknown', null]);
  });

  test('is the same for two copies of the module', async () => {
    await openReturn(SUCCESS, known());
    await result();

    const other = await tab.evaluate(async (module, endpoint) => {
      const { connectReturn } = await import(module);
      return connectReturn({ endpoint, tokenProvider: () => 'token' });
    }, `${GATEWAY}/modules/gigs-connect-return.js?again`, GATEWAY);

    assert.deepEqual(other, await result());
  });

  test('needs no storage', async () => {
    serveReturn(page('return.html').replace('<head>', '<head><script src="/none.js"></script>'), known());
    network.stub(`${SHOP}/none.js`, script(
      "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('none'); } });",
    ));
    await tab.go(SHOP + SUCCESS);

    await isShown('It worked');
    await tab.go('about:blank');
  });

  test('is found fast in an address that is long', async () => {
    const many = 'session_id=csn_1&'.repeat(3000);
    await openReturn('/done', known());
    await result();
    for (const address of [`/done?${many}status=success`, `/done#?${many.repeat(10)}status=success`]) {
      const [millis, left] = await tab.evaluate(async (long) => {
        history.replaceState(null, '', long);
        const start = performance.now();
        await back.connectReturn();
        return [performance.now() - start, location.href];
      }, address);
      assert.ok(millis < 1000, `${millis} ms`);
      assert.doesNotMatch(left, /session_id/);
    }
  });

  test('is told apart from what the page got wrong', async () => {
    await openReturn(SUCCESS, known());
    await result();
    expectError('gigs-connect-return: not a token for a header');
    for (const [option, code] of [
      ['tokenProvider: () => Promise.reject()', 'tokenProviderFailed'],
      ["tokenProvider: () => 'a b'", 'tokenProviderFailed'],
      ['timeout: Infinity', undefined],
    ]) {
      const { error: found } = await tab.evaluate(`back.connectReturn({ ${option} })`);
      assert.equal(found?.code, code, option);
    }
    await tab.evaluate("void Object.defineProperty(navigator, 'onLine', { value: false })");
    const offline = await tab.evaluate('back.connectReturn({ tokenProvider: () => Promise.reject(new Error()) })');
    assert.equal(offline.error.code, 'offline');
  });
});
