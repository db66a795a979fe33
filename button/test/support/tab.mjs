// A tab of the browser, the tabs that it opens, and what one does there.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { Key } from 'selenium-webdriver';

const PATIENCE = 10_000;

/** Waits until this is what is asked for; that there is no such page or element yet is no answer. */
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

  /** A tab that was nowhere before; all others are closed. */
  async renew() {
    const before = await this.all();
    await this.driver.switchTo().newWindow('tab');
    this.handle = await this.driver.getWindowHandle();
    for (const handle of before) await this.close(handle);
  }

  /** The same tab, empty, and the only one: much faster than a new one. */
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

  /** The value of an expression, or of a function of these arguments; of a promise, what it is kept with. */
  evaluate(code, ...values) {
    return this.driver.executeScript(
      `const value = (${code}\n); return typeof value === 'function' ? value(...arguments) : value`,
      ...values,
    );
  }

  until = (condition, expected) => eventually(() => this.evaluate(condition), expected);

  find = (selector) => this.evaluate((css) => document.querySelector(css), selector);

  text = (selector) => this.evaluate((css) => document.querySelector(css).textContent, selector);

  style(element, property, pseudo = null) {
    return this.evaluate((node, name, part) => getComputedStyle(node, part)[name], element, property, pseudo);
  }

  /** A click of the mouse; chromedriver's own does not find a button whose label is slotted. */
  async click(element) {
    const target = await (typeof element === 'string' ? this.find(element) : element);
    await this.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }), target);
    await this.driver.actions().move({ origin: target, duration: 0 }).click().perform();
  }

  press = (...keys) => this.driver.actions().sendKeys(...keys).perform();

  async pressWith(modifier, key) {
    await this.driver.actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
  }

  tabBack = () => this.pressWith(Key.SHIFT, Key.TAB);

  /** The tab that this opens, of which nothing is known but that it is there. */
  async opened(action) {
    await action();
    await eventually(async () => (await this.all()).length, 2);
    return (await this.all()).find((handle) => handle !== this.handle);
  }

  /** Another tab, with this address in it. */
  async open(address) {
    await this.driver.switchTo().newWindow('tab');
    const handle = await this.driver.getWindowHandle();
    await this.go(address);
    await this.driver.switchTo().window(this.handle);
    return handle;
  }

  /** What this says while the other tab is the one that is asked. */
  async in(handle, question) {
    await this.driver.switchTo().window(handle);
    try {
      return await question();
    } finally {
      await this.driver.switchTo().window(this.handle);
    }
  }

  awaitClosed = (handle) => eventually(async () => (await this.all()).includes(handle), false);
}
