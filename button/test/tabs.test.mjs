// Connect in a tab of its own.
import assert from 'node:assert/strict';
import {
  awaitState, cancel, clickButton, clickToConnect, error, eventNames, eventually, hold, openButton, session,
  SESSION_URL, SHOP, tab, test,
} from './support/shop.mjs';

/** Opens the tab; the gateway's answer waits until it is released. */
async function openTab(later) {
  const { release } = hold(later);
  await openButton('target="_blank"');
  return { other: await tab.opened(clickButton), release };
}

test('A tab for Connect opens inside the click, without a way back to the page', async () => {
  const { other, release } = await openTab();
  assert.equal(await tab.in(other, tab.url), 'about:blank');

  release();
  await eventually(() => tab.in(other, tab.url), SESSION_URL);

  assert.equal(await tab.in(other, () => tab.evaluate('opener === null')), true);
  await awaitState('idle');
  assert.equal(await tab.url(), `${SHOP}/`);
});

test('A tab for Connect closes on an error, and where the page navigates by itself', async () => {
  for (const [answer, cancelled, state] of [
    [error(502, 'internal', 'gigsUnavailable'), '', 'error'],
    [session(), 'connect-session', 'idle'],
  ]) {
    const { other, release } = await openTab(answer);
    await cancel(cancelled);

    release();

    await tab.awaitClosed(other);
    await awaitState(state);
  }
});

test('A tab for Connect may be closed by the person: the button is idle again', async () => {
  const { other, release } = await openTab();
  await tab.close(other);

  release();

  await awaitState('idle');
  assert.deepEqual(await eventNames(), ['connect-before']);
});

test('A tab for Connect is the same tab where the browser blocks another', async () => {
  await openButton('target="_blank"');
  await tab.evaluate('void (window.open = () => null)');

  await clickToConnect();

  assert.equal((await tab.all()).length, 1);
});
