// The three engines, as the machine's own browsers, and the programs that speak WebDriver to them.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, openSync } from 'node:fs';
import { Agent } from 'node:http';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Capabilities, WebDriver } from 'selenium-webdriver';
import { Executor, HttpClient } from 'selenium-webdriver/http/index.js';

const behind = (proxy) => ({ proxyType: 'manual', httpProxy: proxy, sslProxy: proxy });

const ENGINES = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    browsers: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    driver: 'chromedriver',
    packages: 'chromium and chromium-driver',
    capabilities: (binary, proxy) => ({
      proxy: behind(proxy),
      'goog:loggingPrefs': { browser: 'ALL' },
      'goog:chromeOptions': {
        binary,
        args: [
          '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
          '--disable-background-networking', '--disable-component-update', '--window-size=1280,1000',
        ],
      },
    }),
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    browsers: ['firefox-esr', 'firefox'],
    driver: 'geckodriver',
    packages: 'firefox-esr, and geckodriver of cargo',
    capabilities: (binary, proxy) => ({
      proxy: behind(proxy),
      'moz:firefoxOptions': { binary, args: ['-headless', '--width=1280', '--height=1000'] },
    }),
  },
  webkit: {
    variable: 'WEBKIT_BIN',
    browsers: ['MiniBrowser'],
    driver: 'WebKitWebDriver',
    packages: 'webkit2gtk-driver and xvfb',
    needsScreen: true,
    // It takes no proxy of WebDriver's, and asks one for localhost too unless it is told.
    capabilities: (binary, proxy) => ({
      'webkitgtk:browserOptions': {
        binary,
        args: ['--automation', `--proxy=http://${proxy}`, '--ignore-host=localhost'],
      },
    }),
  },
};

// Debian and Ubuntu keep MiniBrowser in a folder that is named after the processor.
const folders = () => [
  ...process.env.PATH.split(delimiter),
  join(homedir(), '.cargo/bin'),
  ...['x86_64', 'aarch64'].map((processor) => `/usr/lib/${processor}-linux-gnu/webkit2gtk-4.1`),
];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const find = (names) => folders().flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);

/** The programs of an engine; undefined where one is missing. */
function programs({ variable, browsers, driver, needsScreen }) {
  const found = { browser: process.env[variable] || find(browsers), driver: find([driver]), screen: find(['Xvfb']) };
  return found.browser && found.driver && (found.screen || !needsScreen) ? found : undefined;
}

/** The engines that ENGINE names; otherwise all that are installed. */
export function chosenEngines() {
  const named = process.env.ENGINE?.split(',');
  for (const name of named ?? []) {
    if (!(name in ENGINES)) throw new Error(`ENGINE=${name} is none of ${Object.keys(ENGINES).join(', ')}`);
    if (!programs(ENGINES[name])) throw new Error(`No ${name} here: it takes ${ENGINES[name].packages}`);
  }
  const chosen = named ?? Object.keys(ENGINES).filter((name) => programs(ENGINES[name]));
  if (!chosen.length) throw new Error('No browser here: install chromium and chromium-driver');
  return chosen;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the engine's browser behind this proxy. */
export async function startBrowser(name, proxy) {
  const engine = ENGINES[name];
  const { browser, driver, screen } = programs(engine);
  const parts = [];
  const stop = () => parts.forEach((part) => part.kill());
  process.once('exit', stop);
  const env = { ...process.env };
  if (engine.needsScreen) {
    // It takes a free number, and says which.
    const server = spawn(screen, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    parts.push(server);
    for await (const line of createInterface(server.stdout)) {
      env.DISPLAY = `:${line}`;
      break;
    }
  }
  const port = await freePort();
  const target = new URL('../../../target/', import.meta.url).pathname;
  mkdirSync(target, { recursive: true });
  const log = openSync(`${target}webdriver-${name}.log`, 'w');
  parts.push(spawn(driver, [`--port=${port}`], { env, stdio: ['ignore', log, log] }));
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 200; !(await fetch(`${address}/status`).catch(() => null))?.ok; tries--) {
    if (!tries) throw new Error(`${driver} does not start: see ${target}webdriver-${name}.log`);
    await pause(50);
  }
  const executor = new Executor(new HttpClient(address, new Agent({ keepAlive: true })));
  executor.defineCommand('sendDevToolsCommand', 'POST', '/session/:sessionId/goog/cdp/execute');
  const capabilities = new Capabilities({ acceptInsecureCerts: true, ...engine.capabilities(browser, proxy) });
  const session = WebDriver.createSession(executor, capabilities);
  await session.getSession();
  return {
    driver: session,
    async close() {
      await session.quit();
      stop();
    },
  };
}
