// Everybody can use the button: by keyboard, by a screen reader, by touch, in the page's colours.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Key } from 'selenium-webdriver';
import {
  ariaOf, awaitState, awaitStatus, button, clickForError, css, error, expectError, GATEWAY, held, network,
  openButton, openPage, requests, retry, session, set, SHOP, status, tab, test,
} from './support/shop.mjs';
import { focused, reading, violations } from './support/reading.mjs';

const LOOKS = {
  light: '',
  dark: "void Object.assign(document.documentElement.style, { colorScheme: 'dark', background: 'Canvas' })",
  'right to left': "document.documentElement.dir = 'rtl'",
};
const readAll = async () => reading([await button(), await status(), await retry()]);

async function press(key, text) {
  await (key === 'Shift+Tab' ? tab.tabBack() : tab.press(key));
  assert.equal(await focused(), text);
}

describe('Accessibility', () => {
  for (const [name, look] of Object.entries(LOOKS)) {
    test(`has no violation in any state, ${name}`, async () => {
      const answer = held(error(502, 'internal', 'gigsUnavailable'));
      network.answer(answer);
      await openButton();
      if (look) await tab.evaluate(look);

      assert.deepEqual(await violations(), [], 'idle');
      await tab.click(await button());
      await awaitState('busy');
      assert.deepEqual(await violations(), [], 'busy');
      answer.release();
      await awaitState('error');
      assert.deepEqual(await violations(), [], 'error');
      await set({ disabled: true });
      assert.deepEqual(await violations(), [], 'disabled');
    });
  }

  test('has a check that finds a violation', async () => {
    await openPage('<gigs-connect-button><img src="/icon.svg"></gigs-connect-button>');
    expectError('icon.svg');
    expectError('policy: img-src');

    assert.match(String(await violations()), /image-alt/);
  });

  test('follows the color scheme of the page, unless the button has a theme', async () => {
    await openButton();
    const background = async () => tab.style(await button(), 'backgroundColor');
    assert.equal(await background(), 'rgb(0, 0, 0)');

    await set({ theme: 'dark' });
    assert.notEqual(await background(), 'rgb(0, 0, 0)');
    await set({ theme: null });
    await tab.evaluate(LOOKS.dark);
    assert.notEqual(await background(), 'rgb(0, 0, 0)');
    await set({ theme: 'light' });
    assert.equal(await background(), 'rgb(0, 0, 0)');
  });

  test('has a spinner at the start of the line', async () => {
    network.answer(held(session()));
    await openButton();
    await tab.click(await button());
    assert.equal(await tab.style(await button(), 'marginLeft', '::before'), '0px');

    await tab.evaluate(LOOKS['right to left']);
    assert.equal(await tab.style(await button(), 'marginRight', '::before'), '0px');
  });

  test('shows where the focus is', async () => {
    await openButton();
    assert.equal(await tab.style(await button(), 'outlineStyle'), 'none');

    await tab.press(Key.TAB);

    const ring = { outlineStyle: 'solid', outlineWidth: '2px', outlineOffset: '2px', outlineColor: 'rgb(0, 0, 0)' };
    for (const [name, value] of Object.entries(ring)) assert.equal(await tab.style(await button(), name), value);
  });

  test('has room for a finger', async () => {
    network.stub(`${SHOP}/shop.css`, css('body { font: 12px/1 sans-serif } gigs-connect-button { font-size: 16px }'));
    network.answer(error(502, 'internal', 'gigsUnavailable'));
    await openButton();
    await clickForError();

    assert.ok((await (await button()).getRect()).height >= 44);
    await tab.evaluate("document.querySelector('gigs-connect-button').style.fontSize = '12px'");
    const { width, height } = await (await retry()).getRect();
    assert.ok(width >= 24 && height >= 24, `${width} × ${height}`);
  });

  test('is read in order in every state', async () => {
    const answer = held(error(502, 'internal', 'gigsUnavailable'));
    network.answer(answer, error(403, 'permissionDenied', 'intentNotAllowed'));
    await openButton();
    assert.deepEqual(await readAll(), ['button Get your eSIM', 'status']);

    await tab.click(await button());
    await awaitState('busy');
    assert.deepEqual(await readAll(), ['button Get your eSIM, off', 'status One moment…']);
    assert.deepEqual([await ariaOf('busy'), await (await button()).getDomAttribute('part')], ['true', 'button busy']);

    answer.release();
    await awaitState('error');
    assert.deepEqual(await readAll(), ['button Get your eSIM', 'status Something went wrong.', 'button Try again']);
    assert.equal(await ariaOf('busy'), 'false');

    await tab.click(await retry());
    await awaitStatus('Not available to you.');
    assert.deepEqual(await readAll(), ['button Get your eSIM', 'status Not available to you.']);

    await set({ disabled: true });
    assert.deepEqual(await readAll(), ['button Get your eSIM, off', 'status Not available to you.']);
  });

  test('announces each error, the same one too, in a region that was there before', async () => {
    network.answer(error(502, 'internal', 'gigsUnavailable'));
    await openButton();
    await tab.evaluate((node) => {
      shop.announced = [];
      new MutationObserver(() => node.textContent && shop.announced.push(node.textContent))
        .observe(node, { childList: true, characterData: true, subtree: true });
    }, await status());

    await tab.click(await button());
    await awaitState('error');
    await tab.click(await retry());

    const once = ['One moment…', 'Something went wrong.'];
    await tab.until('shop.announced', [...once, ...once]);
  });

  for (const direction of ['ltr', 'rtl']) {
    test(`goes through every state by keyboard, in the order that is seen, ${direction}`, async () => {
      const answer = held(error(502, 'internal', 'gigsUnavailable'));
      const again = error(503, 'internal', 'tokenUnavailable');
      network.answer(answer, again, error(403, 'permissionDenied', 'planNotAllowed'));
      network.stub(`${SHOP}/shop.css`, css('main { display: flex; gap: 1em; align-items: start }'));
      await openPage(`<a href="#before">Before</a>
        <gigs-connect-button endpoint="${GATEWAY}" intent="viewSubscriptions">Get your eSIM</gigs-connect-button>
        <a href="#after">After</a>`);
      await tab.evaluate((dir) => {
        document.dir = dir;
        shop.lost = 0;
        document.addEventListener('focusout', () => setTimeout(() => {
          if (document.activeElement === document.body) shop.lost++;
        }));
      }, direction);

      await press(Key.TAB, 'Before');
      await press(Key.TAB, 'Get your eSIM');
      await press(Key.ENTER, 'Get your eSIM');
      await awaitState('busy');
      await press(Key.ENTER, 'Get your eSIM');
      await press(Key.TAB, 'After');
      await press('Shift+Tab', 'Get your eSIM');
      answer.release();
      await awaitState('error');
      assert.equal(await focused(), 'Get your eSIM');
      await assertSeenInOrder(direction);

      await press(Key.TAB, 'Try again');
      await press(Key.TAB, 'After');
      await press('Shift+Tab', 'Try again');
      await press(Key.SPACE, 'Get your eSIM');
      await tab.until('shop.events.length', 4);
      await awaitState('error');
      await press(Key.TAB, 'Try again');
      await press(Key.ENTER, 'Get your eSIM');
      await tab.until('shop.events.length', 6);
      assert.equal(requests().length, 3);
      await press(Key.TAB, 'After');
      await press('Shift+Tab', 'Get your eSIM');
      await press('Shift+Tab', 'Before');

      await set({ disabled: true });
      await press(Key.TAB, 'After');
      assert.equal(await tab.evaluate('shop.lost'), 0);
    });
  }
});

/** Before, button, after along the line; message and retry below the button, from where the line begins. */
async function assertSeenInOrder(direction) {
  const start = ({ x, width }) => (direction === 'rtl' ? -(x + width) : x);
  const rects = async (elements) => Promise.all(elements.map((element) => element.getRect()));
  const line = await rects([await tab.find('a'), await button(), await tab.find('a:last-of-type')]);
  const below = await rects([await button(), await status(), await retry()]);
  const isRising = (values) => values.every((value, i) => i === 0 || value > values[i - 1]);
  assert.ok(isRising(line.map(start)), JSON.stringify(line));
  assert.ok(isRising(below.map(({ y }) => y)), JSON.stringify(below));
  assert.ok(Math.abs(start(below[0]) - start(below[2])) <= 1);
}
