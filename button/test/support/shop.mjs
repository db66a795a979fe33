// A partner's shop in the engine of this run. What goes wrong on its pages fails the test, unless it is expected.
import assert from 'node:assert/strict';
import { after, test as nodeTest } from 'node:test';
import { startBrowser } from './engines.mjs';
import { CSP, GATEWAY, html, Network, page, SHOP } from './network.mjs';
import { eventually, Tab } from './tab.mjs';

export { eventually } from './tab.mjs';
export * from './network.mjs';
export const LANGUAGES = ['de', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'tr'];
export const engine = process.env.ENGINE;
export const network = new Network();
const browser = await startBrowser(engine, await network.start());
export const tab = new Tab(browser.driver, await browser.driver.getWindowHandle());
after(async () => {
  await browser.close();
  network.close();
});

/** Parts of the lines of `errors()` that are meant to be there. */
let expected;
/** When this test began, by the browser's clock. */
let since;
export const expectError = (part) => expected.push(part);

/** A test in an empty tab; the gateway answers with a session. */
export const test = (name, body) =>
  nodeTest(name, { timeout: 60_000 }, async () => {
    network.reset();
    expected = [];
    await tab.empty();
    since = await tab.evaluate('performance.timeOrigin');
    await body();
    const unexpected = (await errors()).filter((line) => !expected.some((part) => line.includes(part)));
    assert.deepEqual(unexpected, [], 'errors on the page');
  });

/** One test for each of these cases; `$1` in the name is the case's first value. */
export function testEach(name, cases, body) {
  for (const values of cases.map((value) => [].concat(value))) {
    test(name.replace(/\$(\d)/g, (_, at) => `"${values[at - 1]}"`), () => body(...values));
  }
}

/** What the pages have told of errors, rejections, warnings and violations of their policy: errors.js. */
export async function errors() {
  const here = await tab.evaluate('window.errors ?? []');
  // WebKit tells some only when the next test has begun.
  const isNow = ({ url }) => url.startsWith(`${GATEWAY}/errors?`) && Number(url.split('?')[1]) >= since;
  const told = network.requests.filter(isNow).map(({ body }) => body);
  // The browser's own wish, not the page's.
  return [...new Set([...here, ...told])].filter((line) => !line.endsWith('/favicon.ico'));
}

/** The shop's page with this in its body, opened, the button defined. */
export async function openPage(body) {
  network.stub(`${SHOP}/`, html(page('shop.html').replace('<!-- body -->', body), { 'Content-Security-Policy': CSP }));
  await tab.go(`${SHOP}/`);
  await tab.until("customElements.get('gigs-connect-button') !== undefined");
}

/** A button to a new subscription, with these attributes besides. */
export const openButton = (attributes = '') =>
  openPage(`<gigs-connect-button endpoint="${GATEWAY}" intent="checkoutNewSubscription" plan="pln_1" ${attributes}>\
Get your eSIM</gigs-connect-button>`);

const inside = (selector, element = 'gigs-connect-button') =>
  tab.evaluate((host, css) => document.querySelector(host).shadowRoot.querySelector(css), element, selector);
/** The button proper of this element. */
export const button = (element) => inside('button', element);
export const retry = () => inside('span + button');
export const status = () => inside('[role=status]');
export const retryIsShown = async () => (await retry()).isDisplayed();
/** The value of `button`'s expression on the page. */
export const ask = (expression) =>
  tab.evaluate(`((button) => ${expression})(document.querySelector('gigs-connect-button'))`);
export const set = (properties, element = 'gigs-connect-button') =>
  tab.evaluate((css, values) => void Object.assign(document.querySelector(css), values), element, properties);

export const awaitStatus = (text) => eventually(async () => (await status()).getProperty('textContent'), text);
export const awaitState = (state) => tab.until("document.querySelector('gigs-connect-button').state", state);
export const hasFocus = (part) =>
  tab.evaluate('(node) => document.hasFocus() && node.getRootNode().activeElement === node', part);
export const ariaOf = async (name) => (await button()).getDomAttribute(`aria-${name}`);

export const events = () => tab.evaluate('shop.events');
export const tokenRequests = () => tab.evaluate('shop.asked');
export const cancel = (name) => tab.evaluate('(event) => { shop.cancel = [event]; }', name);
/** The sessions that were asked for, in order. */
export const requests = () =>
  network.requests.filter(({ method, url }) => method === 'POST' && url === `${GATEWAY}/connectSessions`);

/** Clicks the button, and gives the error that the page is told of. */
export async function clickForError() {
  const error = await tab.evaluate(() => new Promise((resolve) => {
    document.addEventListener('connect-error', ({ detail }) => setTimeout(resolve, 0, detail), { once: true });
    document.querySelector('gigs-connect-button').click();
  }));
  await awaitState('error');
  return error;
}

/** The error of a click that the gateway answers so. */
export function errorOf(...answers) {
  network.answer(...answers);
  return clickForError();
}
