// The button is moved, removed, cancelled, framed.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  awaitState, button, errors, events, eventually, expectError, held, html, network, openButton, requests,
  session, SESSION_URL, SHOP, tab, test,
} from './support/shop.mjs';

const names = async () => (await events()).map((event) => event.name);

/** Clicks a button whose answer is held, until the gateway is asked. */
async function clickAndHold(attributes) {
  const answer = held(session());
  network.answer(answer);
  await openButton(attributes);
  await tab.click(await button());
  await eventually(() => requests().length, 1);
  return answer;
}

const inFrame = async (question) => {
  await tab.driver.switchTo().frame(0);
  try {
    return await question();
  } finally {
    await tab.driver.switchTo().defaultContent();
  }
};

/** The shop in an iframe of a page with this attribute. */
async function openFramed(attribute) {
  await openButton('target="_top"');
  network.stub(`${SHOP}/outer`, html(`<!doctype html><title>Outer</title><iframe ${attribute} src="/"></iframe>`));
  await tab.go(`${SHOP}/outer`);
  await eventually(() => inFrame(() => tab.evaluate("document.querySelector('gigs-connect-button').state")), 'idle');
}

describe('A busy button', () => {
  test('that is moved goes on to Connect', async () => {
    for (const move of ['document.body.append(button)', 'document.body.insertBefore(button, document.body.firstChild)',
      'document.body.moveBefore ? document.body.moveBefore(button, null) : document.body.append(button)']) {
      network.requests = [];
      const answer = await clickAndHold();
      await tab.evaluate(`() => { const button = document.querySelector('gigs-connect-button'); ${move}; }`);
      await awaitState('busy');
      answer.release();
      await tab.awaitUrl(SESSION_URL);
      assert.equal(requests().length, 1, move);
    }
  });

  test('that is removed aborts its request, and is idle when it is back', async () => {
    let aborted = false;
    const answer = await clickAndHold();
    answer.socket().once('close', () => (aborted = true));
    await tab.evaluate(() => {
      window.removed = document.querySelector('gigs-connect-button');
      removed.remove();
    });
    await eventually(() => aborted);
    await tab.evaluate("void document.querySelector('main').append(removed)");

    await awaitState('idle');
    assert.deepEqual(await names(), ['connect-before']);
    assert.equal(await tab.url(), `${SHOP}/`);
  });

  test('can be cancelled: its tab is closed, its request aborted, the page not told of an error', async () => {
    let aborted = false;
    const answer = held(session());
    network.answer(answer);
    await openButton('target="_blank"');
    const other = await tab.opened(async () => tab.click(await button()));
    await eventually(() => requests().length, 1);
    answer.socket().once('close', () => (aborted = true));

    await tab.evaluate("document.querySelector('gigs-connect-button').cancel()");

    await awaitState('idle');
    await tab.awaitClosed(other);
    await eventually(() => aborted);
    assert.deepEqual(await names(), ['connect-before']);
  });
});

describe('A button', () => {
  test('that is moved into another document keeps its style', async () => {
    await openButton();
    const height = () => tab.evaluate(() => {
      const inner = (document.querySelector('gigs-connect-button') ?? window.moved).shadowRoot.querySelector('button');
      const { minHeight, backgroundColor } = inner.ownerDocument.defaultView.getComputedStyle(inner);
      return [minHeight, backgroundColor];
    });
    const before = await height();

    await tab.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      window.moved = document.querySelector('gigs-connect-button');
      frame.contentDocument.body.append(moved);
    });

    assert.deepEqual(before, ['44px', 'rgb(0, 0, 0)']);
    assert.deepEqual(await height(), before);
  });

  test('leaves an iframe with target="_top"', async () => {
    await openFramed('');

    await inFrame(async () => tab.click(await button()));

    await tab.awaitUrl(SESSION_URL);
  });

  test('says where it is not allowed to leave an iframe, and never the url', async () => {
    await openFramed('sandbox="allow-scripts allow-same-origin"');

    await inFrame(async () => {
      await tab.click(await button());
      await awaitState('error');
      assert.equal((await events()).at(-1).detail.code, 'navigationBlocked');
      expectError('gigs-connect-button: not allowed to leave the iframe');
      assert.doesNotMatch(String(await errors()), /secret/);
    });
    assert.equal(await tab.url(), `${SHOP}/outer`);
  });
});
