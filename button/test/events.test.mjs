// The events of the button, and how a page steps in.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  awaitState, awaitStatus, button, cancel, error, events, eventually, network, openButton, requests,
  SESSION_URL, SHOP, tab, test, tokenRequests,
} from './support/shop.mjs';

/** Clicks a button whose page cancels this event, until the page was told of so many. */
async function clickAndCancel(name, count) {
  await openButton();
  await cancel(name);
  await tab.click(await button());
  await eventually(async () => (await events()).length, count);
}

describe('An event', () => {
  test('tells the page of the request and of the session, which the page may open by itself', async () => {
    await clickAndCancel('connect-session', 2);

    const intent = { type: 'checkoutNewSubscription', checkoutNewSubscription: { plan: 'pln_1' } };
    const session = { object: 'connectSession', id: 'csn_1', url: SESSION_URL };
    assert.deepEqual(await events(), [
      { name: 'connect-before', composed: true, target: '', detail: { request: { intent } } },
      { name: 'connect-session', composed: true, target: '', detail: { session } },
    ]);
    await awaitState('idle');
    assert.equal(await tab.url(), `${SHOP}/`);
  });

  test('keeps the session url and the token out of the document', async () => {
    await clickAndCancel('connect-session', 2);

    const html = await tab.evaluate(
      "document.documentElement.outerHTML + document.querySelector('gigs-connect-button').shadowRoot.innerHTML",
    );
    assert.match(html, /Get your eSIM/);
    assert.doesNotMatch(html, /token|connect\.gigs\.com/);
  });

  test('that is cancelled before asks for no token and no session', async () => {
    await clickAndCancel('connect-before', 1);

    await awaitState('idle');
    assert.deepEqual(await tokenRequests(), []);
    assert.equal(requests().length, 0);
  });

  test('lets the page change the request', async () => {
    await openButton();
    await tab.evaluate(() => {
      document.addEventListener('connect-before', ({ detail }) => {
        detail.request.userDetails = { preferredLocale: 'fr-FR' };
      });
    });

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    assert.deepEqual(JSON.parse(requests()[0].body).userDetails, { preferredLocale: 'fr-FR' });
  });

  test('leaves the error to a page that cancels it', async () => {
    network.answer(error(502, 'internal', 'gigsUnavailable'));
    await clickAndCancel('connect-error', 2);

    await awaitState('idle');
    await awaitStatus('');
  });
});
