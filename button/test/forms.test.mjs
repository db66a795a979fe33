// The button as a form's control: disabled by a fieldset, named by labels, clicked once.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { button, cancel, eventually, GATEWAY, openPage, requests, tab, test } from './support/shop.mjs';

const BUTTON = `<gigs-connect-button id="buy" endpoint="${GATEWAY}" intent="x">Buy</gigs-connect-button>`;
const host = (expression) => tab.evaluate(`document.querySelector('gigs-connect-button')${expression}`);
const name = async () => (await button()).getAccessibleName();
const before = () => tab.evaluate("shop.events.filter(({ name }) => name === 'connect-before').length");

describe('A form', () => {
  test('disables the button with its fieldset, and enables it again', async () => {
    await openPage(`<fieldset disabled>${BUTTON}</fieldset>`);
    assert.equal(await host(".matches(':disabled')"), true);
    assert.equal(await (await button()).isEnabled(), false);
    await host('.click()');
    await tab.click(await button());
    assert.equal(await before(), 0);

    await tab.evaluate("void (document.querySelector('fieldset').disabled = false)");
    assert.equal(await (await button()).isEnabled(), true);
    await host('.setAttribute("disabled", "")');
    assert.equal(await host(".matches(':disabled')"), true);
    assert.equal(await (await button()).isEnabled(), false);
    await host('.removeAttribute("disabled")');
    await cancel('connect-before');
    await tab.click(await button());
    assert.equal(await before(), 1);
  });

  test('names the button by its label, however it is given', async () => {
    for (const [html, expected] of [
      [BUTTON, 'Buy'],
      [BUTTON.replace('id=', 'aria-label="Buy it now" id='), 'Buy it now'],
      [`<i id="a">Europe</i> <i id="b">20 GB</i>${BUTTON.replace('id=', 'aria-labelledby="a b" id=')}`, 'Europe 20 GB'],
      [`<label for="buy">Your new plan</label>${BUTTON}`, 'Your new plan'],
      [`<label>Your plan, in a label ${BUTTON}</label>`, /Your plan, in a label/],
    ]) {
      await openPage(html);
      await eventually(async () => Boolean((await name()).match(expected)));
    }
  });

  test('may change the name later', async () => {
    await openPage(`<i id="a">Europe</i>${BUTTON}`);
    await host('.setAttribute("aria-label", "First")');
    assert.equal(await name(), 'First');
    await host('.setAttribute("aria-labelledby", "a")');
    assert.equal(await name(), 'Europe');
    await host('.removeAttribute("aria-labelledby")');
    await host('.removeAttribute("aria-label")');
    assert.equal(await name(), 'Buy');
    await tab.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<label for=buy>Late</label>')");
    await host('.focus()');
    assert.equal(await name(), 'Late');
  });

  test('starts the button once by a click on its label, and by click()', async () => {
    await openPage(`<label for="buy">Your new plan</label>${BUTTON}`);
    await cancel('connect-before');
    await tab.evaluate(() => {
      shop.clicks = 0;
      document.querySelector('gigs-connect-button').addEventListener('click', () => shop.clicks++);
    });

    await tab.click('label');
    assert.equal(await before(), 1);
    await tab.evaluate('void (shop.clicks = 0)');
    await host('.click()');

    assert.deepEqual([await tab.evaluate('shop.clicks'), await before()], [1, 2]);
    assert.equal(requests().length, 0);
  });
});
