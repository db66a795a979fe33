// The button with a person's settings: size of window and text, colors, motion.
import assert from 'node:assert/strict';
import { Key } from 'selenium-webdriver';
import {
  awaitState, awaitStatus, button, clickButton, error, GATEWAY, hold, LANGUAGES, openButton, openPage, retry, set, tab,
  tag, test,
} from '../support/shop.mjs';
import { applyStyle, emulated, LAYOUTS, prefer, resize } from '../support/emulation.mjs';
import { complaints } from '../support/layout.mjs';
import { violations } from '../support/reading.mjs';

/** One button in each language, as wide as its label wants to be. */
async function openButtons() {
  const one = tag('intent="viewSubscriptions"', 'Mobilfunkvertrag kostenpflichtig verlängern');
  await openPage(`${one}<br>`.repeat(LANGUAGES.length));
  await tab.evaluate(async (gateway, languages) => {
    for (const [i, button] of document.querySelectorAll('gigs-connect-button').entries()) {
      button.messages = (await import(`${gateway}/modules/gigs-connect-button.${languages[i]}.js`)).default;
    }
  }, GATEWAY, LANGUAGES);
}

const emulatedTest = emulated(test);
const states = "[...new Set([...document.querySelectorAll('gigs-connect-button')].map(({ state }) => state))]";
const style = async (property, pseudo) => tab.style(await button(), property, pseudo);

for (const [name, [width, text]] of Object.entries(LAYOUTS)) {
  emulatedTest(`The button cuts nothing off in any state and language, ${name}`, async () => {
    const answer = hold(error(502, 'internal', 'gigsUnavailable'));
    await resize(width);
    await openButtons();
    await applyStyle(text);
    const clickAll = "document.querySelectorAll('gigs-connect-button').forEach((button) => button.click())";
    for (const [state, change] of [
      ['idle', () => {}],
      ['busy', () => tab.evaluate(clickAll)],
      ['error', answer.release],
    ]) {
      await change();
      await tab.until(states, [state]);
      assert.deepEqual(await tab.evaluate(complaints), [], state);
    }
    await applyStyle('button { width: 9em !important; white-space: nowrap }');
    assert.ok((await tab.evaluate(complaints)).length > 0, 'the check finds text that is cut off');
  });
}

emulatedTest("The spinner stands still for a person who wants less motion", async () => {
  hold();
  await prefer({ 'prefers-reduced-motion': 'reduce' });
  await openButton();
  await clickButton();
  assert.equal(await style('animationName', '::before'), 'none');

  await prefer({ 'prefers-reduced-motion': 'no-preference' });
  assert.equal(await style('animationName', '::before'), 'turn');
});

emulatedTest("The states differ in forced colors, without a violation", async () => {
  const answer = hold(error(502, 'internal', 'gigsUnavailable'));
  await prefer({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' });
  await openButton('theme="light"');
  const systemColors = await tab.evaluate((node) => {
    const probe = node.parentNode.appendChild(document.createElement('div'));
    const system = (color) => Object.assign(probe.style, { color }) && getComputedStyle(probe).color;
    return [system('ButtonFace'), system('ButtonText')];
  }, await button());
  assert.deepEqual([await style('backgroundColor'), await style('color')], systemColors);
  assert.notEqual(await style('backgroundColor'), await style('borderTopColor'));
  assert.equal(await style('outlineStyle'), 'none');
  assert.deepEqual(await violations(), []);
  const enabled = await style('color');

  await tab.press(Key.TAB);
  assert.deepEqual([await style('outlineStyle'), await style('outlineWidth')], ['solid', '2px']);
  const page = await tab.driver.findElement({ css: 'html' });
  assert.notEqual(await style('outlineColor'), await tab.style(page, 'backgroundColor'));

  await tab.press(Key.ENTER);
  await awaitState('busy');
  assert.equal(await style('opacity'), '1');
  assert.equal(await style('visibility', '::before'), 'visible');
  answer.release();
  await awaitStatus('Something went wrong.');
  assert.equal(await tab.style(await retry(), 'textDecorationLine'), 'underline');
  assert.deepEqual(await violations(), []);

  await set({ disabled: true });
  assert.notEqual(await style('color'), enabled);
  assert.equal(await style('opacity'), '1');
});
