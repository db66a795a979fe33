// Goes from each fixture through the sandbox: the button, Connect and back.
// Needs JDK, Maven, Chromium and chromedriver.
// Arguments: the folder of the fixtures with the package in their node_modules, and the names of some of them.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { serve } from './serve.mjs';
import { startBrowser } from './test/support/engines.mjs';
import { startSandbox } from './test/support/sandbox.mjs';
import { Tab, eventually } from './test/support/tab.mjs';

const [fixtures, ...chosen] = process.argv.slice(2);
const names = chosen.length ? chosen : ['html', 'vite-react-ts', 'vue', 'sveltekit', 'next'];

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const PORT = await freePort();
const SHOP = `http://localhost:${PORT}`;

async function listening(child) {
  for (let tries = 300; !(await fetch(SHOP).catch(() => null))?.ok; tries--) {
    if (!tries || child.exitCode !== null) throw new Error('the shop does not start');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return async () => {
    process.kill(-child.pid);
    await once(child, 'exit');
  };
}

/** Starts a fixture as a shop for this gateway; gives the function that ends it. */
async function startShop(name, gateway, origins) {
  const folder = `${fixtures}/${name}`;
  const env = { ...process.env, PORT, ORIGIN: SHOP, VITE_GATEWAY: gateway, VITE_SESSION_ORIGINS: origins };
  const options = { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] };
  const start = (file, ...args) => spawn(file, args, { ...options, detached: true });
  if (name === 'next') {
    // Only development has React's StrictMode, which mounts everything twice.
    env.NEXT_PUBLIC_GATEWAY = gateway;
    env.NEXT_PUBLIC_SESSION_ORIGINS = origins;
    env.NEXT_TELEMETRY_DISABLED = '1';
    return listening(start(`${folder}/node_modules/.bin/next`, 'dev', '--port', PORT));
  }
  let render;
  let files = folder;
  if (name === 'html') {
    const module = `${folder}/gateway.js`;
    const text = readFileSync(module, 'utf8').replace('https://api.shop.example', gateway);
    writeFileSync(module, text.replace('https://connect.gigs.com', origins));
    render = (path) => readFileSync(`${folder}/${path === '/done' ? 'done' : 'index'}.html`, 'utf8');
  } else {
    execFileSync('npm', ['run', '--silent', 'build'], options);
    if (name === 'sveltekit') return listening(start(process.execPath, 'build/index.js'));
    const server = await import(`${folder}/dist/server/server.js`);
    const html = readFileSync(`${folder}/dist/index.html`, 'utf8');
    // React's second page comes without content, as from a server of files. Props are enough there.
    const isEmpty = (path) => name === 'vite-react-ts' && path === '/done';
    render = async (path) => html.replace('<!--app-->', isEmpty(path) ? '' : await server.render(path));
    files = `${folder}/dist`;
  }
  const server = serve(files, render).listen(PORT);
  await once(server, 'listening');
  return async () => {
    server.close();
    // A connection that the browser has opened in advance would bring it to this shop instead of the next one.
    server.closeAllConnections();
    await once(server, 'close');
  };
}

const BUTTON = 'gigs-connect-button';
const ready = (tab) => tab.until(`Boolean(document.querySelector('${BUTTON}')?.tokenProvider)`);
const inside = (name) => document.querySelector(name).shadowRoot.querySelector('button');
const clickButton = async (tab) => tab.click(await tab.evaluate(inside, BUTTON));
const link = (label) => [...document.querySelectorAll('a')].find(({ textContent }) => textContent.trim() === label);
/** A router may change the address before it shows the page. */
const follow = async (tab, label) => {
  await tab.until(`(${link})(${JSON.stringify(label)}) !== undefined`);
  await tab.click(await tab.evaluate(link, label));
};
const path = (tab) => tab.evaluate('location.pathname');

/** Makes Next.js' router write the address that it has kept; gives the page's address then. */
const refreshRouter = () =>
  new Promise((resolve) => {
    const { replaceState } = history;
    history.replaceState = (...values) => {
      replaceState.apply(history, values);
      resolve(location.href);
    };
    window.next.router.refresh();
  });

async function roundTrip(tab, name) {
  await tab.go(SHOP);
  await ready(tab);
  assert.equal(await tab.evaluate(`customElements.get('${BUTTON}').messages.busy`), 'Einen Moment …');
  await clickButton(tab);
  await tab.until("document.querySelector('h1, h2')?.textContent.includes('checkoutNewSubscription')", true);
  await follow(tab, 'Complete');
  const isThanked = () => {
    const shown = [...document.querySelectorAll('p')].find((text) => text.checkVisibility());
    return /^Thank you! csn_\w+$/.test(shown.textContent.trim());
  };
  await tab.until(isThanked);
  assert.equal(await tab.url(), `${SHOP}/done`);
  if (name === 'next') assert.equal(await tab.evaluate(refreshRouter), `${SHOP}/done`);
  // A phone reloads a tab that it has dropped.
  await tab.driver.navigate().refresh();
  await tab.until(isThanked);
  assert.equal(await tab.url(), `${SHOP}/done`);
}

/** The router removes the button and adds it again. Then it removes the button while it is busy. */
async function navigation(tab, gateway) {
  await tab.go(SHOP);
  await ready(tab);
  await follow(tab, 'Other page');
  await eventually(() => path(tab), '/other');
  await follow(tab, 'Back to the shop');
  await eventually(() => path(tab), '/');
  await ready(tab);
  await tab.evaluate('() => { window.hold = new Promise((release) => { window.release = release; }); }');
  await clickButton(tab);
  await tab.until(`document.querySelector('${BUTTON}').state`, 'busy');
  await follow(tab, 'Other page');
  await eventually(() => path(tab), '/other');
  await tab.evaluate('release()');
  // A request for a session would come before this one.
  await tab.evaluate(`fetch('${gateway}/sandbox/settings').then((answer) => answer.status)`);
  const asked = await tab.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)");
  assert.deepEqual(asked.filter((name) => name.endsWith('/connectSessions')), []);
  assert.equal(await path(tab), '/other');
}

console.log('+ mvn -Psandbox');
const { maven, gateway } = await startSandbox(SHOP, { CONNECT_POLICY_CALLBACK_URLS: `${SHOP}/done` });
const ends = [];
try {
  const { sessionOrigin } = await (await fetch(`${gateway}/sandbox/settings`)).json();
  // All is local, and nothing is behind the proxy.
  const browser = await startBrowser('chromium', '127.0.0.1:9');
  ends.push(() => browser.close());
  const tab = new Tab(browser.driver, await browser.driver.getWindowHandle());
  for (const name of names) {
    console.log(`+ ${name}, in Chromium`);
    const end = await startShop(name, gateway, sessionOrigin);
    ends.push(end);
    await roundTrip(tab, name);
    if (name === 'next' || name === 'sveltekit') await navigation(tab, gateway);
    const lines = await browser.driver.manage().logs().get('browser');
    // Warnings and errors.
    assert.deepEqual(lines.filter(({ level }) => level.value >= 900).map(({ message }) => message), []);
    await tab.renew();
    ends.pop();
    await end();
  }
} finally {
  for (const end of ends.reverse()) await end();
  maven.kill();
  await once(maven, 'exit');
}
