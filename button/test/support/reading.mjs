// How a page is read: by a screen reader, by axe-core.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tab } from './shop.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong on the page, as `rule: element`. */
export async function violations() {
  if (!(await tab.evaluate("'axe' in window"))) await tab.driver.executeScript(axe);
  const { violations: found } = await tab.evaluate('axe.run({ resultTypes: ["violations"] })');
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`));
}

/** What has the focus, by its text. */
export const focused = () =>
  tab.evaluate(() => {
    const { activeElement } = document;
    const inner = activeElement.shadowRoot?.activeElement ?? activeElement;
    return (inner.querySelector('slot') ? activeElement : inner).textContent.trim();
  });

/** What a screen reader says of each of these elements that is there for it, in order: role, name and state. */
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
