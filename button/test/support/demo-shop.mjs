// The sandbox's pages, in the engine of this run.
import assert from 'node:assert/strict';
import { By } from 'selenium-webdriver';
import { button, engine, eventually, tab, test } from './shop.mjs';

export const { SANDBOX, CONNECT: CONNECT_STAND_IN, STATIC_PAGE, PARTNER, ISSUER } = process.env;

const consoleLines = async () => (engine === 'chromium' ? tab.driver.manage().logs().get('browser') : []);

/** A test in an empty tab, after which Chromium's console has to be empty, too. */
export const shopTest = (name, body) =>
  test(name, async () => {
    await consoleLines();
    await tab.renew();
    await body();
    assert.deepEqual((await consoleLines()).map(({ message }) => message), [], 'console');
  });

/** This page of the shop, when its scripts have run. */
export async function openShop(path = '/shop', origin = SANDBOX) {
  await tab.go(origin + path);
  await awaitScripts();
}

export const awaitScripts = () => tab.until('document.documentElement.dataset.theme !== undefined');

const named = (text) =>
  tab.driver.findElement(By.xpath(`//*[self::label or self::a or self::button][normalize-space()="${text}"]`));

export async function follow(text) {
  await eventually(async () => (await named(text)).isDisplayed());
  await tab.click(await named(text));
}

export const choose = follow;

/** The button proper of the shop's element for this intent. */
export const buttonFor = (intent) => button(`[intent=${intent}]`);

export const awaitText = (selector, text) => eventually(async () => (await tab.text(selector)).includes(text));

/** The heading of the page, as it is read. */
export const awaitHeading = (text) =>
  tab.until(() => {
    const headings = [...document.querySelectorAll('h1')];
    return headings.filter((each) => each.checkVisibility()).map((each) => each.innerText);
  }, [text]);

export async function goToConnect(intent) {
  await tab.click(await buttonFor(intent));
  await awaitHeading(intent);
  assert.ok((await tab.url()).startsWith(`${CONNECT_STAND_IN}/`));
}

/** All that the page keeps and shows. */
export const kept = () =>
  tab.evaluate(`JSON.stringify(sessionStorage) + JSON.stringify(localStorage) + document.cookie + location.href
    + document.documentElement.outerHTML`);
