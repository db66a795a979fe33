// The button as a form's control: its fieldset disables it, labels name it, and a click starts it once.
import assert from 'node:assert/strict';
import {
  ask, button, cancel, clickButton, eventNames, eventually, openPage, requests, tab, tag, test,
} from './support/shop.mjs';

const buy = (attributes = '') => tag(`id="buy" intent="x" ${attributes}`, 'Buy');
const name = async () => (await button()).getAccessibleName();
const isEnabled = async () => (await button()).isEnabled();

test('A fieldset or an attribute disables the button, and enables it again', async () => {
  await openPage(`<fieldset disabled>${buy()}</fieldset>`);
  await cancel('connect-before');
  for (const [change, enabled] of [
    ['', false],
    ["button.closest('fieldset').disabled = false", true],
    ["button.setAttribute('disabled', '')", false],
    ['button.disabled = false', true],
  ]) {
    await ask(`{ ${change} }`);
    assert.deepEqual([await isEnabled(), await ask("button.matches(':disabled')")], [enabled, !enabled], change);
    const before = (await eventNames()).length;
    await ask('button.click()');
    await clickButton();
    assert.equal((await eventNames()).length - before, enabled ? 2 : 0, change);
  }
});

test('A label, an attribute or its content names the button', async () => {
  for (const [html, expected] of [
    ['<gigs-connect-button></gigs-connect-button>', 'Continue'],
    [buy(), 'Buy'],
    [buy('aria-label="Buy it now"'), 'Buy it now'],
    [`<i id="a">Europe</i> <i id="b">20 GB</i>${buy('aria-labelledby="a b"')}`, 'Europe 20 GB'],
    [`<label for="buy">Your new plan</label>${buy()}`, 'Your new plan'],
    [`<label>Your plan, in a label ${buy()}</label>`, /Your plan, in a label/],
  ]) {
    await openPage(html);
    await eventually(async () => Boolean((await name()).match(expected)));
  }
});

test('The name of the button can change', async () => {
  await openPage(`<i id="a">Europe</i>${buy()}`);
  for (const [change, expected] of [
    ["button.setAttribute('aria-label', 'First')", 'First'],
    ["button.setAttribute('aria-labelledby', 'a')", 'Europe'],
    ["button.removeAttribute('aria-labelledby'); button.removeAttribute('aria-label')", 'Buy'],
    ["button.insertAdjacentHTML('afterend', '<label for=buy>Late</label>'); button.focus()", 'Late'],
  ]) {
    await ask(`{ ${change}; }`);
    assert.equal(await name(), expected);
  }
});

test('A click on the label starts the button once, and so does click()', async () => {
  await openPage(`<label for="buy">Your new plan</label>${buy()}`);
  await cancel('connect-before');
  await tab.click('label');
  assert.equal((await eventNames()).length, 1);

  await ask("{ shop.clicks = 0; button.addEventListener('click', () => shop.clicks++); button.click(); }");

  assert.deepEqual([await tab.evaluate('shop.clicks'), (await eventNames()).length], [1, 2]);
  assert.equal(requests().length, 0);
});
