// The button's events, and how a page steps in.
import assert from 'node:assert/strict';
import {
  ask, awaitState, awaitStatus, cancel, clickButton, clickToConnect, error, events, network, openButton, requests,
  SESSION_URL, SHOP, tab, test, tokenRequests,
} from './support/shop.mjs';

/** Clicks a button whose page cancels this event, until the page has this number of events. */
async function clickAndCancel(name, count, attributes) {
  await openButton(attributes);
  await cancel(name);
  await clickButton();
  await tab.until('shop.events.length', count);
}

test('An event tells the page of the request and of the session, which the page may open by itself', async () => {
  await clickAndCancel('connect-session', 2);

  const intent = { type: 'checkoutNewSubscription', checkoutNewSubscription: { plan: 'pln_1' } };
  const session = { object: 'connectSession', id: 'csn_1', url: SESSION_URL };
  assert.deepEqual(await events(), [
    { name: 'connect-before', composed: true, target: '', detail: { request: { intent } } },
    { name: 'connect-session', composed: true, target: '', detail: { session } },
  ]);
  await awaitState('idle');
  assert.equal(await tab.url(), `${SHOP}/`);
  const html = await ask('document.documentElement.outerHTML + button.shadowRoot.innerHTML');
  assert.match(html, /Get your eSIM/);
  assert.doesNotMatch(html, /token|connect\.gigs\.com/);
});

test('A click that the page cancels leads to no token, no session and no tab', async () => {
  await clickAndCancel('connect-before', 1, 'target="_blank"');

  await awaitState('idle');
  assert.deepEqual(await tokenRequests(), []);
  assert.equal(requests().length, 0);
  assert.equal((await tab.all()).length, 1);
});

test('An event lets the page change the request, and give a provider to a button that is added later', async () => {
  await openButton();
  await ask('void button.replaceWith(button.cloneNode(true))');
  await tab.evaluate(() => {
    document.addEventListener('connect-before', ({ target, detail }) => {
      target.tokenProvider = () => 'late';
      detail.request.userDetails = { preferredLocale: 'fr-FR' };
    });
  });

  await clickToConnect();

  const [{ headers, body }] = requests();
  assert.equal(headers.authorization, 'Bearer late');
  assert.deepEqual(JSON.parse(body).userDetails, { preferredLocale: 'fr-FR' });
});

test('An event leaves the error to a page that cancels it', async () => {
  network.answer(error(502, 'internal', 'gigsUnavailable'));
  await clickAndCancel('connect-error', 2);

  await awaitState('idle');
  await awaitStatus('');
});
