// Takes a shopper through the sandbox from each fixture: the button, Connect and back. Needs JDK, Maven and Chromium.
// Argument: where the fixtures lie with the package in their node_modules.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

// Of the two origins that the sandbox's CORS allows, the one of Vite's server.
const ORIGIN = 'http://localhost:5173';
const fixtures = process.argv[2];

async function startSandbox() {
  console.log('+ mvn -Psandbox -Dsandbox.port=0');
  const env = { ...process.env, CONNECT_POLICY_CALLBACK_URLS: `${ORIGIN}/done` };
  const cwd = new URL('..', import.meta.url);
  const maven = spawn('mvn', ['--batch-mode', '-Psandbox', '-Dsandbox.port=0'], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = [];
  for await (const line of createInterface(maven.stdout)) {
    const [, gateway] = /Sandbox ready: (\S+)/.exec(line) ?? [];
    if (gateway) {
      maven.stdout.resume();
      return { maven, gateway };
    }
    lines.push(line);
  }
  throw new Error(`no sandbox:\n${lines.slice(-25).join('\n')}`);
}

/** Builds a fixture for this gateway, and gives what renders a path. */
async function pages(name, gateway) {
  const folder = `${fixtures}/${name}`;
  const { sessionOrigin } = await (await fetch(`${gateway}/sandbox/settings`)).json();
  if (name === 'html') {
    const module = `${folder}/gateway.js`;
    const text = readFileSync(module, 'utf8');
    writeFileSync(module, text.replace('https://api.shop.example', gateway).replace('https://connect.gigs.com', sessionOrigin));
    return { folder, render: (path) => readFileSync(`${folder}/${path === '/done' ? 'done' : 'index'}.html`, 'utf8') };
  }
  const env = { ...process.env, VITE_GATEWAY: gateway, VITE_SESSION_ORIGINS: sessionOrigin };
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, env });
  const server = await import(`${folder}/dist/server/server.js`);
  const html = readFileSync(`${folder}/dist/index.html`, 'utf8');
  // React's second page comes without content, as from a server of files: props are enough there.
  const rendered = (path) => (name === 'vite-react-ts' && path === '/done' ? '' : server.render(path));
  return { folder: `${folder}/dist`, render: async (path) => html.replace('<!--app-->', await rendered(path)) };
}

async function roundTrip(page) {
  const problems = [];
  const note = (problem) => problems.push(problem) && console.log(problem);
  page.on('console', (message) => note(message.text()));
  page.on('pageerror', (error) => note(error.message));

  await page.goto(ORIGIN);
  const button = page.getByRole('button', { name: 'Get your eSIM' });
  await button.waitFor();
  await page.waitForFunction(() => document.querySelector('gigs-connect-button').tokenProvider);
  assert.equal(await page.evaluate(() => customElements.get('gigs-connect-button').messages.busy), 'Einen Moment …');
  await button.click();
  await page.getByRole('heading', { name: 'checkoutNewSubscription' }).waitFor();
  await page.getByRole('link', { name: 'Complete' }).click();
  await page.getByText(/^Thank you! csn_\w+$/).waitFor();
  assert.equal(page.url(), `${ORIGIN}/done`);
  assert.equal(await page.evaluate(() => document.querySelector('gigs-connect-return').timeout), 5000);
  assert.deepEqual(problems, []);
}

const { maven, gateway } = await startSandbox();
let browser;
try {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_BIN, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  for (const name of ['vite-react-ts', 'vue', 'html']) {
    console.log(`+ ${name}, in Chromium`);
    const { folder, render } = await pages(name, gateway);
    const server = serve(folder, render).listen(new URL(ORIGIN).port);
    await once(server, 'listening');
    const context = await browser.newContext();
    await roundTrip(await context.newPage());
    await context.close();
    server.close();
  }
} finally {
  await browser?.close();
  maven.kill();
  await once(maven, 'exit');
}
