// What a page gives the button may be wrong: tokens, requests, waits.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  awaitState, button, clickForError, error, errors, events, expectError, network, openButton, requests,
  session, SESSION_URL, set, tab, test,
} from './support/shop.mjs';

const provide = (code) => tab.evaluate(`void (document.querySelector('gigs-connect-button').tokenProvider = ${code})`);
const goOffline = "void Object.defineProperty(navigator, 'onLine', { value: false })";

describe('A page that is wrong', () => {
  test('about its token is told so, and the gateway is not asked', async () => {
    await openButton();
    expectError('gigs-connect-button: not a token for a header');
    for (const provider of [
      '() => Promise.reject()', '() => { throw null }', "() => 'a b'", "() => 'tök'", "() => 'a\\nb'", '() => ({})',
    ]) {
      await provide(provider);
      const { code, type, message } = await clickForError();
      assert.deepEqual([code, type, typeof message], ['tokenProviderFailed', 'client', 'string'], provider);
    }
    assert.equal(requests().length, 0);
    assert.deepEqual(await errors(), ['error: gigs-connect-button: not a token for a header']);
  });

  test('about the line break behind its token is forgiven', async () => {
    await openButton();
    await provide("() => 'token\\n'");

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    assert.equal(requests()[0].headers.authorization, 'Bearer token');
  });

  test('about its request is told so, and the gateway is not asked', async () => {
    await openButton();
    expectError('gigs-connect-button: ');
    for (const request of ['{ intent: { type: 1n } }', '{ again: globalThis }']) {
      await tab.evaluate(`void (document.querySelector('gigs-connect-button').request = ${request})`);
      const { code, retryable } = await clickForError();
      assert.deepEqual([code, retryable], ['requestInvalid', false]);
    }
    assert.equal(requests().length, 0);
    assert.ok((await errors()).length > 0);
  });

  test('is offline where its tokens cannot be fetched', async () => {
    await openButton();
    await tab.evaluate(goOffline);
    await provide("() => Promise.reject(new TypeError('Failed to fetch'))");

    assert.equal((await clickForError()).code, 'offline');
  });

  test('about the timeout does not end at once', async () => {
    for (const timeout of ['Infinity', '2 ** 31', '3e9', 'undefined']) {
      await openButton();
      await tab.evaluate(`void (document.querySelector('gigs-connect-button').timeout = ${timeout})`);
      await tab.click(await button());
      await tab.awaitUrl(SESSION_URL);
    }
  });

  test('about its waits hears at once of one that the timeout does not leave room for', async () => {
    await openButton();
    await set({ timeout: 2500 });
    await provide("() => new Promise((resolve) => setTimeout(resolve, 700, 'token'))");
    network.answer(error(503, 'internal', 'tokenUnavailable', { 'Retry-After': '2' }), session());
    const start = Date.now();

    assert.equal((await clickForError()).code, 'tokenUnavailable');

    assert.ok(Date.now() - start < 2000, `${Date.now() - start} ms`);
    assert.equal(requests().length, 1);
  });

  test('gives a button its provider late: in a listener, for one that is added later', async () => {
    await openButton();
    await tab.evaluate(() => {
      document.addEventListener('connect-before', ({ target }) => { target.tokenProvider = () => 'late'; });
      const button = document.querySelector('gigs-connect-button');
      button.replaceWith(button.cloneNode(true));
    });

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    assert.equal(requests()[0].headers.authorization, 'Bearer late');
  });

  test('may cancel an error that it shows', async () => {
    network.answer(error(502, 'internal', 'gigsUnavailable'));
    await openButton();
    await clickForError();

    await tab.evaluate("document.querySelector('gigs-connect-button').cancel()");

    await awaitState('idle');
    assert.equal((await events()).length, 2);
  });
});
