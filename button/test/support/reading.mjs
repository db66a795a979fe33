// How a page looks to a screen reader, to axe-core and to a camera.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tab } from './shop.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The faults that axe-core finds on the page, as `rule: element`. */
export async function violations() {
  if (!(await tab.evaluate("'axe' in window"))) await tab.driver.executeScript(axe);
  const { violations: found } = await tab.evaluate('axe.run({ resultTypes: ["violations"] })');
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`));
}

/** The text of the element that has the focus. */
export const focused = () =>
  tab.evaluate(() => {
    const { activeElement } = document;
    const inner = activeElement.shadowRoot?.activeElement ?? activeElement;
    return (inner.querySelector('slot') ? activeElement : inner).textContent.trim();
  });

/** Role, name and state of each of these elements that a screen reader reads. */
export async function reading(elements) {
  const lines = [];
  for (const element of elements) {
    if (!(await element.isDisplayed()) && (await element.getDomAttribute('role')) !== 'status') continue;
    const role = await element.getAriaRole();
    const said = role === 'status' ? await element.getProperty('textContent') : await element.getAccessibleName();
    const isBusy = (await element.getDomAttribute('aria-disabled')) === 'true';
    lines.push(`${role} ${said}${isBusy || (await element.getProperty('disabled')) ? ', off' : ''}`.trim());
  }
  return lines;
}

/** The window's picture must not be too large for the documents. PICTURES=docs writes it there. */
export async function checkPicture(name) {
  const picture = Buffer.from(await tab.driver.takeScreenshot(), 'base64');
  const { PICTURES } = process.env;
  if (PICTURES) writeFileSync(new URL(`../../../${PICTURES}/${name}.png`, import.meta.url), picture);
  assert.ok(picture.length < 300 * 1024, `${picture.length} bytes`);
}
