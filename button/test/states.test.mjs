// Idle, busy, error, and the ways between them.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Key } from 'selenium-webdriver';
import { CONNECT, SESSION_URL, SHOP, ariaOf, awaitState, awaitStatus, button, error, eventually } from './support/shop.mjs';
import { events, hasFocus, held, network, openButton, requests, retry, retryIsShown } from './support/shop.mjs';
import { session, set, tab, test } from './support/shop.mjs';

describe('The button', () => {
  test('is idle, with the label of the page', async () => {
    await openButton();

    await eventually(async () => (await button()).isEnabled());
    assert.equal(await ariaOf('busy'), 'false');
    await awaitStatus('');
    assert.equal(await retryIsShown(), false);
  });

  test('is busy until the page is gone', async () => {
    const answer = held(session());
    network.answer(answer);
    await openButton();

    await tab.click(await button());

    await eventually(() => ariaOf('busy'), 'true');
    assert.equal(await ariaOf('disabled'), 'true');
    assert.equal(await (await button()).getDomAttribute('part'), 'button busy');
    await awaitStatus('One moment…');
    answer.release();
    await tab.awaitUrl(SESSION_URL);
  });

  for (const [name, key] of Object.entries({ Enter: Key.ENTER, Space: Key.SPACE })) {
    test(`works with ${name}, and asks once`, async () => {
      const answer = held(session());
      network.answer(answer);
      await openButton();

      await tab.press(Key.TAB);
      await eventually(async () => hasFocus(await button()));
      await tab.press(key);
      await tab.press(key);

      assert.equal(await hasFocus(await button()), true);
      answer.release();
      await tab.awaitUrl(SESSION_URL);
      assert.equal(requests().length, 1);
    });
  }

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

  test('offers to try again, and keeps the focus', async () => {
    const answer = held(session());
    network.answer(error(502, 'internal', 'gigsUnavailable'), answer);
    await openButton();

    await tab.click(await button());
    await awaitStatus('Something went wrong.');
    assert.equal(await ariaOf('busy'), 'false');
    await tab.press(Key.TAB);
    await eventually(async () => hasFocus(await retry()));
    await tab.press(Key.ENTER);

    await eventually(retryIsShown, false);
    assert.equal(await hasFocus(await button()), true);
    answer.release();
    await tab.awaitUrl(SESSION_URL);
    assert.equal(requests().length, 2);
  });

  test('does not offer to try what cannot succeed', async () => {
    network.answer(error(403, 'permissionDenied', 'intentNotAllowed'));
    await openButton();

    await tab.click(await button());

    await awaitStatus('Not available to you.');
    assert.equal(await retryIsShown(), false);
    assert.equal(await (await button()).isEnabled(), true);
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
      new MutationObserver(() => shop.states.push(button.state)).observe(button.shadowRoot, { subtree: true, childList: true });
    });

    await tab.click(await button());

    await tab.until('shop.events.length', 2);
    await tab.until('shop.states.at(-1)', 'idle');
    assert.equal(await tab.evaluate('shop.states[0]'), 'busy');
  });

  test('abandons its request when it is removed from the page', async () => {
    const answer = held(session());
    network.answer(answer);
    await openButton();

    await tab.click(await button());
    await eventually(() => requests().length, 1);
    await tab.evaluate(() => {
      window.removed = document.querySelector('gigs-connect-button');
      removed.remove();
    });
    answer.release();
    // A second button's answer comes after that of the first.
    await tab.evaluate(async () => {
      const other = removed.cloneNode(true);
      document.querySelector('main').append(other);
      shop.cancel = ['connect-session'];
      other.tokenProvider = () => 'token';
      const answered = new Promise((resolve) => document.addEventListener('connect-session', resolve, { once: true }));
      other.click();
      await answered;
      other.replaceWith(removed);
    });

    await awaitState('idle');
    assert.deepEqual((await events()).map(({ name }) => name), ['connect-before', 'connect-before', 'connect-session']);
    assert.equal(await tab.url(), `${SHOP}/`);
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
