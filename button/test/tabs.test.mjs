// Connect in a tab of its own.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  awaitState, button, cancel, error, events, eventually, held, network, openButton, session, SESSION_URL,
  SHOP, tab, test,
} from './support/shop.mjs';

/** Opens the tab, and holds the answer of the gateway until it is released. */
async function openTab(answer = session()) {
  const later = held(answer);
  network.answer(later);
  await openButton('target="_blank"');
  const other = await tab.opened(async () => tab.click(await button()));
  return { other, release: later.release };
}

describe('A tab for Connect', () => {
  test('opens inside the click, without a way back to the page', async () => {
    const { other, release } = await openTab();
    assert.equal(await tab.in(other, tab.url), 'about:blank');

    release();
    await eventually(() => tab.in(other, tab.url), SESSION_URL);

    assert.equal(await tab.in(other, () => tab.evaluate('opener === null')), true);
    await awaitState('idle');
    assert.equal(await tab.url(), `${SHOP}/`);
  });

  test('closes on an error', async () => {
    const { other, release } = await openTab(error(502, 'internal', 'gigsUnavailable'));

    release();

    await tab.awaitClosed(other);
    await awaitState('error');
  });

  test('closes where the page navigates by itself', async () => {
    const { other, release } = await openTab();
    await cancel('connect-session');

    release();

    await tab.awaitClosed(other);
    await awaitState('idle');
  });

  test('may be closed: the button is idle again', async () => {
    const { other, release } = await openTab();
    await tab.close(other);

    release();

    await awaitState('idle');
    assert.equal((await events()).length, 1);
  });

  test('is this one where the browser blocks another', async () => {
    await openButton('target="_blank"');
    await tab.evaluate('void (window.open = () => null)');

    await tab.click(await button());

    await tab.awaitUrl(SESSION_URL);
    assert.equal((await tab.all()).length, 1);
  });

  test('stays closed where the page cancels the request', async () => {
    await openButton('target="_blank"');
    await cancel('connect-before');

    await tab.click(await button());

    await tab.until('shop.events.length', 1);
    assert.equal((await tab.all()).length, 1);
  });
});
