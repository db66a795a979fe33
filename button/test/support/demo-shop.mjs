// The sandbox's pages, in the engine of this run.
import assert from 'node:assert/strict';
import { By } from 'selenium-webdriver';
import { clickButton, engine, eventually, tab, test } from './shop.mjs';

export const { SANDBOX, CONNECT: CONNECT_STAND_IN, OTHER_SHOP } = process.env;

/** Chromium's console since the last call. */
export async function consoleLines() {
  const lines = engine === 'chromium' ? await tab.driver.manage().logs().get('browser') : [];
  return lines.map(({ message }) => message);
}

/** A test in a new tab, which must leave the console empty. */
export const shopTest = (name, body) =>
  test(name, async () => {
    await consoleLines();
    await tab.renew();
    await body();
    assert.deepEqual(await consoleLines(), [], 'console');
  });

/** Opens this page of the shop, and waits until its scripts have run. */
export async function openShop(path = '/shop') {
  await tab.go(SANDBOX + path);
  await tab.until('document.documentElement.dataset.theme !== undefined');
}

/** Clicks the link, the label or the button with this text. */
export async function choose(text) {
  const named = By.xpath(`//*[self::label or self::a or self::button][normalize-space()="${text}"]`);
  await eventually(() => tab.driver.findElement(named).isDisplayed());
  await tab.click(await tab.driver.findElement(named));
}

export const awaitText = (selector, text) => eventually(async () => (await tab.text(selector)).includes(text));

/** Waits until this is the heading that a person sees. */
export const awaitHeading = (text) =>
  tab.until(() => {
    const headings = [...document.querySelectorAll('h1')];
    return headings.filter((each) => each.checkVisibility()).map((each) => each.innerText);
  }, [text]);

export async function goToConnect(intent) {
  await clickButton(`[intent=${intent}]`);
  await awaitHeading(intent);
  assert.ok((await tab.url()).startsWith(`${CONNECT_STAND_IN}/`));
}

/** All that the page stores and shows. */
export const kept = () =>
  tab.evaluate(`JSON.stringify(sessionStorage) + JSON.stringify(localStorage) + document.cookie + location.href
    + document.documentElement.outerHTML`);
