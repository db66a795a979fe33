// What WebDriver cannot set and Chromium's DevTools can: the window's size, colours and motion.
import { writeFileSync } from 'node:fs';
import { Command } from 'selenium-webdriver/lib/command.js';
import { LANGUAGES, tab, test } from './shop.mjs';

export { LANGUAGES };

const devTools = (cmd, params) =>
  tab.driver.execute(new Command('sendDevToolsCommand').setParameter('cmd', cmd).setParameter('params', params));

/** The person's settings, such as `{ 'forced-colors': 'active' }`. */
export function prefer(settings) {
  const features = Object.entries(settings).map(([name, value]) => ({ name, value }));
  return devTools('Emulation.setEmulatedMedia', { features });
}

export const resize = (width, height = 1000) =>
  devTools('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });

export async function forgetEmulation() {
  await prefer({});
  await devTools('Emulation.clearDeviceMetricsOverride', {});
}

/** What the window shows, as PNG; with PICTURES=docs it is the picture of this name in docs, too. */
export async function takePicture(name) {
  const picture = Buffer.from(await tab.driver.takeScreenshot(), 'base64');
  const { PICTURES } = process.env;
  if (PICTURES) writeFileSync(new URL(`../../../${PICTURES}/${name}.png`, import.meta.url), picture);
  return picture;
}

/** A test after which the browser is as it was. */
export const emulated = (define) => (name, body) =>
  define(name, async () => {
    try {
      await body();
    } finally {
      await forgetEmulation();
    }
  });

export const emulatedTest = emulated(test);

const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }';

/** How a person sets the size and the spacing of text: WCAG 1.4.4, 1.4.10, 1.4.12. */
export const LAYOUTS = {
  'at 400 %': [320, ''],
  "at 400 %, with the person's own spacing": [320, `${SPACING} p { margin-block-end: 2em !important }`],
  'with text at 200 %': [1280, ':root { font-size: 200% !important }'],
  'at 400 %, from right to left': [320, ':root { direction: rtl }'],
};

/** As a person's own style sheet, which no policy of the page forbids, in shadow roots too. */
export const applyStyle = (css) =>
  tab.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    for (const root of [document, ...roots]) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }, css);
