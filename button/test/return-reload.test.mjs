// The page after Connect when it is reloaded or left, and with two copies of its module.
import assert from 'node:assert/strict';
import {
  error, eventually, GATEWAY, held, html, known, network, page, script, SHOP, tab, test,
} from './support/shop.mjs';
import { awaitShown, openReturn, result, retrievals, serveReturn, SUCCESS } from './support/return.mjs';

const reload = () => tab.driver.navigate().refresh();

test('The outcome is there after a reload, before it was shown and after', async () => {
  const answer = held(known());
  await openReturn(SUCCESS, answer, known());
  await eventually(() => retrievals().length, 1);

  await reload();
  await awaitShown('It worked');
  assert.equal(await tab.url(), `${SHOP}/done`);
  await reload();
  await awaitShown('It worked');
  answer.release();
});

test('The outcome is asked for again by a reload after an error that may pass', async () => {
  await openReturn(SUCCESS, error(503, 'internal', 'tokenUnavailable'), known());
  await awaitShown('Look at your account');

  await reload();

  await awaitShown('It worked');
});

test('The outcome is forgotten when the shopper comes to the page anew', async () => {
  await openReturn(SUCCESS, known());
  await awaitShown('It worked');
  network.stub(`${SHOP}/elsewhere`, html('<!doctype html><title>Elsewhere</title>'));
  await tab.go(`${SHOP}/elsewhere`);

  await tab.go(`${SHOP}/done`);

  assert.deepEqual([(await result()).outcome, (await result()).sessionId], ['unknown', null]);
});

test('The outcome is the same for two copies of the module', async () => {
  await openReturn(SUCCESS, known());
  await result();

  const other = await tab.evaluate(async (module, endpoint) => {
    const { connectReturn } = await import(module);
    return connectReturn({ endpoint, tokenProvider: () => 'token' });
  }, `${GATEWAY}/modules/gigs-connect-return.js?again`, GATEWAY);

  assert.deepEqual(other, await result());
});

test('The outcome needs no storage', async () => {
  serveReturn(page('return.html').replace('<head>', '<head><script src="/none.js"></script>'), known());
  network.stub(`${SHOP}/none.js`, script(
    "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('none'); } });",
  ));
  await tab.go(SHOP + SUCCESS);

  await awaitShown('It worked');
  await tab.go('about:blank');
});

test('The outcome is found fast in an address that is long', async () => {
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
