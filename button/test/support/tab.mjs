// A tab of the browser.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 10_000;

/** Waits until the answer is the expected one. The page or the element may not be there yet. */
export async function eventually(question, expected = true) {
  let last;
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20)) {
    last = await Promise.resolve().then(question).catch((error) => error.message);
    if (isDeepStrictEqual(last, expected)) return;
  }
  assert.deepEqual(last, expected);
}

export class Tab {
  constructor(driver, handle) {
    this.driver = driver;
    this.handle = handle;
  }

  /** Makes a new tab of it, without a history. */
  async renew() {
    const before = await this.all();
    await this.driver.switchTo().newWindow('tab');
    this.handle = await this.driver.getWindowHandle();
    for (const handle of before) await this.close(handle);
  }

  /** Empties it and closes all others, which is much faster than a new tab. */
  async empty() {
    for (const handle of await this.all()) if (handle !== this.handle) await this.close(handle);
    await this.evaluate('/^http/.test(location.protocol) && sessionStorage.clear()');
    await this.go('about:blank');
  }

  all = () => this.driver.getAllWindowHandles();

  async close(handle) {
    await this.driver.switchTo().window(handle);
    await this.driver.close();
    await this.driver.switchTo().window(this.handle);
  }

  go = (address) => this.driver.get(address);

  url = () => this.driver.getCurrentUrl();

  awaitUrl = (address) => eventually(this.url, address);

  /** The value of an expression, or of a function of these arguments. */
  evaluate(code, ...values) {
    return this.driver.executeScript(
      `const value = (${code}\n); return typeof value === 'function' ? value(...arguments) : value`,
      ...values,
    );
  }

  until = (condition, expected) => eventually(() => this.evaluate(condition), expected);

  text = (selector) => this.evaluate((css) => document.querySelector(css).textContent, selector);

  style(element, property, pseudo = null) {
    return this.evaluate((node, name, part) => getComputedStyle(node, part)[name], element, property, pseudo);
  }

  /** Clicks with the mouse. WebDriver's own click does not find a button whose label is slotted. */
  async click(element) {
    const target = await (typeof element === 'string' ? this.driver.findElement({ css: element }) : element);
    await this.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }), target);
    await this.driver.actions().move({ origin: target, duration: 0 }).click().perform();
  }

  press = (...keys) => this.driver.actions().sendKeys(...keys).perform();

  /** The tab that this action opens. */
  async opened(action) {
    await action();
    await eventually(async () => (await this.all()).length, 2);
    return (await this.all()).find((handle) => handle !== this.handle);
  }

  /** The answer to this question in another tab or frame. */
  async in(place, question) {
    const { driver, handle } = this;
    await (typeof place === 'string' ? driver.switchTo().window(place) : driver.switchTo().frame(place));
    try {
      return await question();
    } finally {
      await driver.switchTo().window(handle);
    }
  }

  awaitClosed = (handle) => eventually(async () => (await this.all()).includes(handle), false);
}
