// The three engines: the browsers of this machine, and the programs that speak WebDriver to them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent } from 'node:http';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Builder } from 'selenium-webdriver';
import { manual } from 'selenium-webdriver/proxy.js';
import { DriverService } from 'selenium-webdriver/remote/index.js';

const ENGINES = {
  chromium: {
    browsers: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    driver: 'chromedriver',
    packages: 'chromium and chromium-driver',
    capabilities: (binary, proxy) => ({
      browserName: 'chrome',
      proxy: manual({ http: proxy, https: proxy }),
      'goog:loggingPrefs': { browser: 'ALL' },
      'goog:chromeOptions': {
        binary,
        args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--window-size=1280,1000'],
      },
    }),
  },
  firefox: {
    browsers: ['firefox-esr', 'firefox'],
    driver: 'geckodriver',
    packages: 'firefox-esr, and geckodriver of cargo',
    capabilities: (binary, proxy) => ({
      browserName: 'firefox',
      proxy: manual({ http: proxy, https: proxy }),
      'moz:firefoxOptions': { binary, args: ['-headless', '--width=1280', '--height=1000'] },
    }),
  },
  webkit: {
    browsers: ['MiniBrowser'],
    driver: 'WebKitWebDriver',
    packages: 'webkit2gtk-driver and xvfb',
    needsScreen: true,
    // It ignores WebDriver's proxy, and would ask its own proxy for localhost too.
    capabilities: (binary, proxy) => ({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary,
        args: ['--automation', `--proxy=http://${proxy}`, '--ignore-host=localhost'],
      },
    }),
  },
};

// Debian and Ubuntu keep MiniBrowser in a folder that is named after the processor.
const FOLDERS = [
  ...process.env.PATH.split(delimiter),
  join(homedir(), '.cargo/bin'),
  ...['x86_64', 'aarch64'].map((processor) => `/usr/lib/${processor}-linux-gnu/webkit2gtk-4.1`),
];

const find = (...names) => FOLDERS.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);

/** The programs of an engine; undefined where one is missing. */
function programs(name) {
  const { browsers, driver, needsScreen } = ENGINES[name];
  const found = {
    browser: process.env[`${name.toUpperCase()}_BIN`] || find(...browsers),
    driver: find(driver),
    screen: needsScreen ? find('Xvfb') : 'none',
  };
  return Object.values(found).every(Boolean) ? found : undefined;
}

/** The engines that ENGINE names; without it, all that are installed. */
export function chosenEngines() {
  const named = process.env.ENGINE?.split(',');
  for (const name of named ?? []) {
    if (!(name in ENGINES)) throw new Error(`ENGINE=${name} is none of ${Object.keys(ENGINES).join(', ')}`);
    if (!programs(name)) throw new Error(`No ${name} here: install ${ENGINES[name].packages}`);
  }
  const chosen = named ?? Object.keys(ENGINES).filter(programs);
  if (!chosen.length) throw new Error('No browser here: install chromium and chromium-driver');
  return chosen;
}

/** Starts a screen on a free number; gives its process and its name. */
async function startScreen(program) {
  const options = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const screen = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  process.once('exit', () => screen.kill());
  for await (const line of createInterface(screen.stdout)) return { screen, DISPLAY: `:${line}` };
}

/** Starts the engine's browser behind this proxy. */
export async function startBrowser(name, proxy) {
  const { capabilities, needsScreen } = ENGINES[name];
  const { browser, driver: program, screen: screenProgram } = programs(name);
  const { screen, ...env } = needsScreen ? await startScreen(screenProgram) : {};
  const service = new DriverService.Builder(program)
    .setLoopback(true)
    .setEnvironment({ ...process.env, ...env })
    .build();
  const driver = await new Builder()
    .usingServer(await service.start())
    .usingHttpAgent(new Agent({ keepAlive: true }))
    .withCapabilities({ acceptInsecureCerts: true, ...capabilities(browser, proxy) })
    .build();
  return {
    driver,
    async close() {
      await driver.quit();
      await service.kill();
      screen?.kill();
    },
  };
}
