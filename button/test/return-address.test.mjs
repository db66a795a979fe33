// The parameters that Connect appends leave the address at once. Only the gateway gets them.
import assert from 'node:assert/strict';
import { eventually, GATEWAY, known, network, SHOP, tab, test } from './support/shop.mjs';
import { openReturn, result, retrievals } from './support/return.mjs';

const SUCCESS = 'session_id=csn_1&status=success';

test('The address that Connect leads to keeps the rest, also where a router writes it again', async () => {
  for (const [before, after] of [
    [`/done?${SUCCESS}`, '/done'],
    ['/done?status=success&session_id=csn_1', '/done'],
    [`/done?order=1%202+3&empty&${SUCCESS}`, '/done?order=1%202+3&empty'],
    [`/done?status=open&${SUCCESS}`, '/done?status=open'],
    [`/done?session_id=cs_stripe&${SUCCESS}`, '/done?session_id=cs_stripe'],
    [`/done?session_id=csn_0&status=abort&${SUCCESS}`, '/done'],
    [`/done?${SUCCESS}#/order`, '/done#/order'],
    [`/done?${SUCCESS}#/order?tab=2`, '/done#/order?tab=2'],
    [`/done#/order?${SUCCESS}`, '/done#/order'],
    [`/done?a=1#/order?tab=2&${SUCCESS}`, '/done?a=1#/order?tab=2'],
    [`/done#/order?${SUCCESS}#part`, '/done#/order#part'],
  ]) {
    await tab.empty();
    network.requests = [];
    await openReturn(before, known());

    assert.equal((await result()).outcome, 'success', before);
    assert.equal(retrievals()[0].url, `${GATEWAY}/connectSessions/csn_1`);
    await tab.evaluate('back.route()');
    assert.equal(await tab.url(), SHOP + after);
    // A router that writes the parameters again loses neither its state nor its history.
    const [state, entries] = await tab.evaluate(async (again) => {
      const { length } = history;
      history.replaceState({ position: 7 }, '', again);
      await back.connectReturn();
      return [history.state, history.length - length];
    }, before);
    assert.deepEqual([state, entries], [{ position: 7 }, 0]);
    assert.equal(await tab.url(), SHOP + after);
  }
});

test('The address that Connect leads to stays as it is where Connect has not led to it', async () => {
  for (const query of ['', '?', '?a=?&b', '?session_id=cs_test_1&status=success', '#/order?status=open',
    '?session_id=csn_1%2F..&status=success']) {
    const address = `/done${query}`;
    await tab.empty();
    await openReturn(address);

    const nothing = { outcome: 'unknown', status: null, sessionId: null, session: null, error: null };
    assert.deepEqual(await result(), nothing, address);
    assert.deepEqual(await tab.evaluate('back.asked'), []);
    await tab.evaluate('back.route()');
    assert.equal(await tab.url(), SHOP + address);
  }
});

test('The address that Connect leads to reaches only the gateway', async () => {
  await openReturn(`/done?${SUCCESS}`, known());
  await result();
  const later = () => network.requests.find(({ url }) => url === `${SHOP}/later.css`);
  await eventually(() => later() !== undefined);

  assert.equal(later().headers.referer, `${SHOP}/done`);
  assert.equal(retrievals()[0].headers.referer, `${SHOP}/done`);
});
