// Idle, busy, error, and the ways between them.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  awaitState, button, CONNECT, events, eventually, held, network, openButton, requests, session, SESSION_URL,
  set, SHOP, tab, test,
} from './support/shop.mjs';

describe('The button', () => {
  test('asks once on a double click', async () => {
    const answer = held(session());
    network.answer(answer);
    await openButton();

    await tab.driver.actions().doubleClick(await button()).perform();
    await tab.click(await button());

    answer.release();
    await tab.awaitUrl(SESSION_URL);
    assert.equal(requests().length, 1);
  });

  test('is idle when the person comes back from Connect', async () => {
    await tab.renew();
    await openButton();
    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    await tab.evaluate('void setTimeout(() => history.back())');
    await tab.awaitUrl(`${SHOP}/`);

    // Restored from the back/forward cache, not loaded again: the record of before is still there.
    await eventually(async () => (await events()).length, 2);
    await awaitState('idle');
    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);
    assert.equal(requests().length, 2);
  });

  test('is idle again where the page stays after all', async () => {
    network.answer(session(`${CONNECT}/download`));
    network.stub(`${CONNECT}/download`, { status: 204 });
    await openButton();
    await tab.evaluate(() => {
      shop.states = [];
      const button = document.querySelector('gigs-connect-button');
      button.timeout = 500;
      const watch = new MutationObserver(() => shop.states.push(button.state));
      watch.observe(button.shadowRoot, { subtree: true, childList: true });
    });

    await tab.click(await button());

    await tab.until('shop.events.length', 2);
    await tab.until('shop.states.at(-1)', 'idle');
    assert.equal(await tab.evaluate('shop.states[0]'), 'busy');
  });

  test('does nothing while it is disabled', async () => {
    await openButton('disabled');

    assert.equal(await (await button()).isEnabled(), false);
    await tab.evaluate("document.querySelector('gigs-connect-button').click()");
    assert.deepEqual(await events(), []);

    await set({ disabled: false });
    await tab.evaluate("document.querySelector('gigs-connect-button').click()");
    await tab.awaitUrl(SESSION_URL);
  });
});
