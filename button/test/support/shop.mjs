// A partner's shop in the engine of this run. A test fails on every error of its pages that it does not expect.
import assert from 'node:assert/strict';
import { after, test as nodeTest } from 'node:test';
import { startBrowser } from './engines.mjs';
import { CSP, GATEWAY, held, html, Network, page, session, SESSION_URL, SHOP } from './network.mjs';
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

/** Parts of the lines of `errors()` that this test expects. */
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

/** Errors, rejections, warnings and violations of the policy, as pages/errors.js collects them. */
export async function errors() {
  const here = await tab.evaluate('window.errors ?? []');
  // WebKit sends some only when the next test has begun.
  const isNow = ({ url }) => url.startsWith(`${GATEWAY}/errors?`) && Number(url.split('?')[1]) >= since;
  const sent = network.requests.filter(isNow).map(({ body }) => body);
  // The browser asks for the icon, not the page.
  return [...new Set([...here, ...sent])].filter((line) => !line.endsWith('/favicon.ico'));
}

/** Opens the shop's page with this in its body, and waits until the button is defined. */
export async function openPage(body) {
  network.stub(`${SHOP}/`, html(page('shop.html').replace('<!-- body -->', body), { 'Content-Security-Policy': CSP }));
  await tab.go(`${SHOP}/`);
  await tab.until("customElements.get('gigs-connect-button') !== undefined");
}

/** A button with these attributes. */
export const tag = (attributes = '', label = 'Get your eSIM') =>
  `<gigs-connect-button endpoint="${GATEWAY}" ${attributes}>${label}</gigs-connect-button>`;

/** Opens a page with a button for a new subscription, with these attributes too. */
export const openButton = (attributes = '') =>
  openPage(tag(`intent="checkoutNewSubscription" plan="pln_1" ${attributes}`));

const inside = (selector, element = 'gigs-connect-button') =>
  tab.evaluate((host, css) => document.querySelector(host).shadowRoot.querySelector(css), element, selector);
/** The `<button>` inside this element. */
export const button = (element) => inside('button', element);
export const retry = () => inside('span + button');
export const status = () => inside('[role=status]');
/** The value of this expression about `button` on the page. */
export const ask = (expression) =>
  tab.evaluate(`((button) => ${expression})(document.querySelector('gigs-connect-button'))`);
export const set = (properties, element = 'gigs-connect-button') =>
  tab.evaluate((css, values) => void Object.assign(document.querySelector(css), values), element, properties);
export const provide = (tokenProvider) => ask(`void (button.tokenProvider = ${tokenProvider})`);

export const awaitStatus = (text) => eventually(async () => (await status()).getProperty('textContent'), text);
export const awaitState = (state) => tab.until("document.querySelector('gigs-connect-button').state", state);

export const events = () => tab.evaluate('shop.events');
export const eventNames = () => tab.evaluate('shop.events.map(({ name }) => name)');
export const tokenRequests = () => tab.evaluate('shop.asked');
/** Makes the page cancel this event. */
export const cancel = (name) => tab.evaluate('(event) => { shop.cancel = [event]; }', name);
/** The requests for a session, in order. */
export const requests = () =>
  network.requests.filter(({ method, url }) => method === 'POST' && url === `${GATEWAY}/connectSessions`);

export const clickButton = async (element) => tab.click(await button(element));

/** Makes the gateway hold its answer until it is released. */
export function hold(answer = session()) {
  const later = held(answer);
  network.answer(later);
  return later;
}

/** Clicks the button, and waits for Connect. */
export async function clickToConnect(element) {
  await clickButton(element);
  await tab.awaitUrl(SESSION_URL);
}

/** Clicks the button, and gives the error that the page gets. */
export async function clickForError() {
  const error = await tab.evaluate(() => new Promise((resolve) => {
    document.addEventListener('connect-error', ({ detail }) => setTimeout(resolve, 0, detail), { once: true });
    document.querySelector('gigs-connect-button').click();
  }));
  await awaitState('error');
  return error;
}

/** The error of a click when the gateway answers with these. */
export function errorOf(...answers) {
  network.answer(...answers);
  return clickForError();
}
