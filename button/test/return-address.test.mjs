// What Connect appends leaves the address at once, wherever a router keeps its query; only the gateway is told of it.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { eventually, GATEWAY, network, SHOP, tab, test } from './support/shop.mjs';
import { known, openReturn, result, retrievals } from './support/return.mjs';

const href = () => tab.evaluate('location.href');

describe('The address that Connect leads to', () => {
  test('keeps the rest as it was, also where a router writes it again', async () => {
    for (const [before, after] of [
      ['/done?session_id=csn_1&status=success', '/done'],
      ['/done?status=success&session_id=csn_1', '/done'],
      ['/done?order=1%202+3&empty&session_id=csn_1&status=success', '/done?order=1%202+3&empty'],
      ['/done?status=open&session_id=csn_1&status=success', '/done?status=open'],
      ['/done?session_id=cs_stripe&session_id=csn_1&status=success', '/done?session_id=cs_stripe'],
      ['/done?session_id=csn_0&status=abort&session_id=csn_1&status=success', '/done'],
      ['/done?session_id=csn_1&status=success#/order', '/done#/order'],
      ['/done?session_id=csn_1&status=success#/order?tab=2', '/done#/order?tab=2'],
      ['/done#/order?session_id=csn_1&status=success', '/done#/order'],
      ['/done?a=1#/order?tab=2&session_id=csn_1&status=success', '/done?a=1#/order?tab=2'],
      ['/done#/order?session_id=csn_1&status=success#part', '/done#/order#part'],
    ]) {
      await tab.empty();
      network.requests = [];
      await openReturn(before, known());

      assert.equal((await result()).outcome, 'success', before);
      assert.equal(retrievals()[0].url, `${GATEWAY}/connectSessions/csn_1`);
      await tab.evaluate('back.route()');
      assert.equal(await href(), SHOP + after);
      assert.equal(await tab.url(), SHOP + after);
    }
  });

  test('stays as it is where Connect has not led to it', async () => {
    for (const address of [
      '/done',
      '/done?',
      '/done?a=?&b',
      '/done?session_id=cs_test_1&status=success',
      '/done#/order?status=open',
      '/done?session_id=csn_1%2F..&status=success',
    ]) {
      await tab.empty();
      await openReturn(address);

      assert.equal((await result()).outcome, 'unknown', address);
      await tab.evaluate('back.route()');
      assert.equal(await href(), SHOP + address);
    }
  });

  test("adds no entry to the history, and keeps the router's state", async () => {
    for (const address of ['/done?session_id=csn_1&status=success', '/done#/order?session_id=csn_1&status=success']) {
      await tab.empty();
      await openReturn(address, known());
      await result();

      const [before, after, state] = await tab.evaluate(async (again) => {
        const { length } = history;
        history.replaceState({ position: 7 }, '', again);
        await back.connectReturn();
        return [length, history.length, history.state];
      }, address);

      assert.doesNotMatch(await href(), /session_id/);
      assert.deepEqual(state, { position: 7 });
      assert.equal(after, before);
    }
  });

  test('is told to the gateway alone', async () => {
    await openReturn('/done?session_id=csn_1&status=success', known());
    await result();
    const later = () => network.requests.find(({ url }) => url === `${SHOP}/later.css`);
    await eventually(() => later() !== undefined);

    assert.equal(later().headers.referer, `${SHOP}/done`);
    assert.equal(retrievals()[0].headers.referer, `${SHOP}/done`);
  });
});
