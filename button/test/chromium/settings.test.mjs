// The button under a person's settings: size of window and text, colours, motion.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Key } from 'selenium-webdriver';
import {
  awaitState, awaitStatus, button, css, error, GATEWAY, held, network, openButton, openPage, retry, session,
  set, SHOP, tab,
} from '../support/shop.mjs';
import { applyStyle, emulatedTest, LANGUAGES, LAYOUTS, prefer, resize } from '../support/emulation.mjs';
import { complaints } from '../support/layout.mjs';
import { violations } from '../support/reading.mjs';

/** One button in each language, as wide as its label wants to be. */
async function openButtons() {
  const one = `<gigs-connect-button endpoint="${GATEWAY}" intent="viewSubscriptions">\
Mobilfunkvertrag kostenpflichtig verlängern</gigs-connect-button><br>`;
  await openPage(one.repeat(LANGUAGES.length));
  await tab.evaluate(async (gateway, languages) => {
    for (const [i, button] of document.querySelectorAll('gigs-connect-button').entries()) {
      button.messages = (await import(`${gateway}/modules/gigs-connect-button.${languages[i]}.js`)).default;
    }
  }, GATEWAY, LANGUAGES);
}

const states = "[...new Set([...document.querySelectorAll('gigs-connect-button')].map(({ state }) => state))]";
const style = async (property, pseudo) => tab.style(await button(), property, pseudo);

describe("A person's settings", () => {
  for (const [name, [width, text]] of Object.entries(LAYOUTS)) {
    emulatedTest(`cut nothing off in any state and language, ${name}`, async () => {
      const answer = held(error(502, 'internal', 'gigsUnavailable'));
      network.answer(answer);
      await resize(width, 800);
      await openButtons();
      await applyStyle(text);
      assert.deepEqual(await tab.evaluate(complaints), [], 'idle');

      await tab.evaluate("document.querySelectorAll('gigs-connect-button').forEach((button) => button.click())");
      await tab.until(states, ['busy']);
      assert.deepEqual(await tab.evaluate(complaints), [], 'busy');

      answer.release();
      await tab.until(states, ['error']);
      assert.deepEqual(await tab.evaluate(complaints), [], 'error');
    });
  }

  emulatedTest('are checked by what finds text that is cut off', async () => {
    network.stub(`${SHOP}/shop.css`, css(`
      gigs-connect-button::part(button) { white-space: nowrap; overflow: hidden; max-width: 15rem }
      h1 { height: .5em; overflow: hidden }`));
    await resize(320, 800);
    await openButtons();

    const found = String(await tab.evaluate(complaints));
    assert.match(found, /out of button: Mobilfunkvertrag/);
    assert.match(found, /out of h1: A partner's shop/);
  });

  emulatedTest('stop the spinner where motion is to be reduced', async () => {
    network.answer(held(session()));
    await prefer({ 'prefers-reduced-motion': 'reduce' });
    await openButton();
    await tab.click(await button());
    assert.equal(await style('animationName', '::before'), 'none');

    await prefer({ 'prefers-reduced-motion': 'no-preference' });
    assert.equal(await style('animationName', '::before'), 'turn');
  });

  emulatedTest('tell the states apart in forced colors, without a violation', async () => {
    const answer = held(error(502, 'internal', 'gigsUnavailable'));
    network.answer(answer);
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
    assert.notEqual(await style('outlineColor'), await tab.style(await tab.find('html'), 'backgroundColor'));

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
});
