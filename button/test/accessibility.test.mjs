// Keyboard, screen reader, touch, and the page's colors.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import {
  awaitState, awaitStatus, button, clickButton, css, error, errorOf, held, hold, network, openButton, openPage,
  requests, retry, set, SHOP, status, tab, tag, test,
} from './support/shop.mjs';
import { focused, reading, violations } from './support/reading.mjs';

const LOOKS = {
  light: 'undefined',
  dark: "void Object.assign(document.documentElement.style, { colorScheme: 'dark', background: 'Canvas' })",
  'right to left': "document.documentElement.dir = 'rtl'",
};

/** Presses a key, after which this has the focus. */
async function press(key, text) {
  const actions = tab.driver.actions();
  if (key === 'Shift+Tab') actions.keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT);
  else actions.sendKeys(key);
  await actions.perform();
  assert.equal(await focused(), text);
}

for (const [name, look] of Object.entries(LOOKS)) {
  test(`axe-core finds no violation in any state, ${name}`, async () => {
    const answer = hold(error(502, 'internal', 'gigsUnavailable'));
    await openButton();
    await tab.evaluate(look);

    for (const [state, change] of [
      ['idle', () => {}],
      ['busy', clickButton],
      ['error', answer.release],
      ['error', () => set({ disabled: true })],
    ]) {
      await change();
      await awaitState(state);
      assert.deepEqual(await violations(), [], state);
    }
    await tab.evaluate('document.body.append(new Image())');
    assert.match(String(await violations()), /image-alt/, 'the check finds a violation');
  });
}

test('The button follows the color scheme of the page, unless it has a theme', async () => {
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

test('The button has its spinner at the start of the line', async () => {
  hold();
  await openButton();
  await clickButton();
  assert.equal(await tab.style(await button(), 'marginLeft', '::before'), '0px');

  await tab.evaluate(LOOKS['right to left']);
  assert.equal(await tab.style(await button(), 'marginRight', '::before'), '0px');
});

test('The button shows that it has the focus', async () => {
  await openButton();
  assert.equal(await tab.style(await button(), 'outlineStyle'), 'none');

  await tab.press(Key.TAB);

  const ring = { outlineStyle: 'solid', outlineWidth: '2px', outlineOffset: '2px', outlineColor: 'rgb(0, 0, 0)' };
  for (const [name, value] of Object.entries(ring)) assert.equal(await tab.style(await button(), name), value);
});

test('The button and the retry are large enough for a finger', async () => {
  network.stub(`${SHOP}/shop.css`, css('body { font: 12px/1 sans-serif } gigs-connect-button { font-size: 16px }'));
  await openButton();
  await errorOf(error(502, 'internal', 'gigsUnavailable'));

  assert.ok((await (await button()).getRect()).height >= 44);
  await tab.evaluate("document.querySelector('gigs-connect-button').style.fontSize = '12px'");
  const { width, height } = await (await retry()).getRect();
  assert.ok(width >= 24 && height >= 24, `${width} × ${height}`);
});

test('A screen reader reads every state in order, and announces each error', async () => {
  const answer = held(error(502, 'internal', 'gigsUnavailable'));
  network.answer(answer, answer, error(403, 'permissionDenied', 'intentNotAllowed'));
  await openButton();
  await tab.evaluate((node) => {
    shop.announced = [];
    new MutationObserver(() => node.textContent && shop.announced.push(node.textContent))
      .observe(node, { childList: true, characterData: true, subtree: true });
  }, await status());
  const failed = ['button Get your eSIM', 'status Something went wrong.', 'button Try again'];
  const clickRetry = async () => tab.click(await retry());
  for (const [change, busy, part, lines] of [
    [() => {}, 'false', 'button idle', ['button Get your eSIM', 'status']],
    [clickButton, 'true', 'button busy', ['button Get your eSIM, off', 'status One moment…']],
    [answer.release, 'false', 'button error', failed],
    [clickRetry, 'false', 'button error', failed],
    [clickRetry, 'false', 'button error', ['button Get your eSIM', 'status Not available to you.']],
    [() => set({ disabled: true }), 'false', 'button error',
      ['button Get your eSIM, off', 'status Not available to you.']],
  ]) {
    await change();
    await awaitStatus(lines[1].replace(/^status ?/, ''));
    assert.deepEqual(await reading([await button(), await status(), await retry()]), lines);
    for (const [name, value] of Object.entries({ 'aria-busy': busy, part })) {
      assert.equal(await (await button()).getDomAttribute(name), value);
    }
  }
  const once = ['One moment…', 'Something went wrong.'];
  await tab.until('shop.announced', [...once, ...once, 'One moment…', 'Not available to you.']);
});

test('The keyboard reaches every state in order, and the focus is never lost', async () => {
  const answer = hold(error(502, 'internal', 'gigsUnavailable'));
  await openPage(`<a href="#before">Before</a>${tag('intent="viewSubscriptions"')}<a href="#after">After</a>`);
  await tab.evaluate(() => {
    shop.lost = 0;
    document.addEventListener('focusout', () => setTimeout(() => {
      if (document.activeElement === document.body) shop.lost++;
    }));
  });

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

  await press(Key.TAB, 'Try again');
  await press(Key.TAB, 'After');
  await press('Shift+Tab', 'Try again');
  network.answer(error(403, 'permissionDenied', 'planNotAllowed'));
  await press(Key.SPACE, 'Get your eSIM');
  await tab.until('shop.events.length', 4);
  await awaitState('error');
  assert.equal(requests().length, 2);
  await press(Key.TAB, 'After');
  await press('Shift+Tab', 'Get your eSIM');
  await press('Shift+Tab', 'Before');

  await set({ disabled: true });
  await press(Key.TAB, 'After');
  assert.equal(await tab.evaluate('shop.lost'), 0);
});
