// Idle, busy, error, and the ways between them, also when the button is moved, removed, cancelled or framed.
import assert from 'node:assert/strict';
import {
  ask, awaitState, button, clickButton, clickToConnect, CONNECT, errors, eventNames, events, eventually, expectError,
  hold, html, network, openButton, requests, session, SESSION_URL, SHOP, tab, test,
} from './support/shop.mjs';

/** Clicks a button, and waits until the gateway is asked. The answer waits until it is released. */
async function clickAndHold(attributes) {
  const answer = hold();
  await openButton(attributes);
  await clickButton();
  await eventually(() => requests().length, 1);
  return answer;
}

/** Waits until the browser gives up this request. */
function awaitAbort(answer) {
  return new Promise((resolve) => answer.socket().once('close', resolve));
}

test('The button is idle when the person comes back from Connect', async () => {
  await tab.renew();
  await openButton();
  await clickToConnect();

  await tab.evaluate('void setTimeout(() => history.back())');
  await tab.awaitUrl(`${SHOP}/`);

  // The events of before show that the page was restored and not loaded again.
  await tab.until('shop.events.length', 2);
  await awaitState('idle');
  await clickToConnect();
  assert.equal(requests().length, 2);
});

test('The button is idle again where the page stays after all', async () => {
  network.answer(session(`${CONNECT}/download`));
  network.stub(`${CONNECT}/download`, { status: 204 });
  await openButton();
  await ask(`{
    shop.states = [];
    button.timeout = 500;
    const watch = new MutationObserver(() => shop.states.push(button.state));
    watch.observe(button.shadowRoot, { subtree: true, childList: true });
  }`);

  await clickButton();

  await tab.until('shop.events.length', 2);
  await tab.until('shop.states.at(-1)', 'idle');
  assert.equal(await tab.evaluate('shop.states[0]'), 'busy');
});

test('The button goes on to Connect when it is moved while it is busy', async () => {
  for (const move of [
    'document.body.append(button)',
    'document.body.insertBefore(button, document.body.firstChild)',
    'document.body.moveBefore?.(button, null)',
  ]) {
    network.requests = [];
    const answer = await clickAndHold();
    await ask(`void ${move}`);
    await awaitState('busy');
    answer.release();
    await tab.awaitUrl(SESSION_URL);
    assert.equal(requests().length, 1, move);
  }
});

test('The button aborts its request when it is removed, and is idle when it is back', async () => {
  const aborted = awaitAbort(await clickAndHold());
  await ask('(window.removed = button).remove()');
  await aborted;
  await tab.evaluate("void document.querySelector('main').append(removed)");

  await awaitState('idle');
  assert.deepEqual(await eventNames(), ['connect-before']);
  assert.equal(await tab.url(), `${SHOP}/`);
});

test('The button can be cancelled: its tab closes, its request is aborted, and there is no error', async () => {
  let aborted;
  const other = await tab.opened(async () => {
    aborted = awaitAbort(await clickAndHold('target="_blank"'));
  });

  await ask('button.cancel()');

  await awaitState('idle');
  await tab.awaitClosed(other);
  await aborted;
  assert.deepEqual(await eventNames(), ['connect-before']);
});

test('The button keeps its style when it is moved into another document', async () => {
  await openButton();
  await ask('void (window.moved = button)');
  const style = () => tab.evaluate(() => {
    const inner = moved.shadowRoot.querySelector('button');
    const { minHeight, backgroundColor } = inner.ownerDocument.defaultView.getComputedStyle(inner);
    return [minHeight, backgroundColor];
  });
  assert.deepEqual(await style(), ['44px', 'rgb(0, 0, 0)']);

  await tab.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument.body.append(moved);
  });

  assert.deepEqual(await style(), ['44px', 'rgb(0, 0, 0)']);
});

test('The button leaves an iframe with target="_top", or says that it may not, and never the url', async () => {
  for (const [attribute, isAllowed] of [['', true], ['sandbox="allow-scripts allow-same-origin"', false]]) {
    await openButton('target="_top"');
    network.stub(`${SHOP}/outer`, html(`<!doctype html><title>Outer</title><iframe ${attribute} src="/"></iframe>`));
    await tab.go(`${SHOP}/outer`);
    await eventually(() => tab.in(0, () => ask('button.state')), 'idle');

    await tab.in(0, () => clickButton());

    await tab.awaitUrl(isAllowed ? SESSION_URL : `${SHOP}/outer`);
  }
  await tab.in(0, async () => {
    await awaitState('error');
    assert.equal((await events()).at(-1).detail.code, 'navigationBlocked');
    expectError('gigs-connect-button: not allowed to leave the iframe');
    assert.doesNotMatch(String(await errors()), /secret/);
  });
});
