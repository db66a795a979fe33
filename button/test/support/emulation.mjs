// Settings that Chromium's DevTools can emulate and WebDriver cannot: window size, colors, motion, text.
import { tab } from './shop.mjs';

const send = (command, parameters) => tab.driver.sendDevToolsCommand(`Emulation.${command}`, parameters);

/** Sets the person's preferences, such as `{ 'forced-colors': 'active' }`. */
export function prefer(settings) {
  const features = Object.entries(settings).map(([name, value]) => ({ name, value }));
  return send('setEmulatedMedia', { features });
}

export const resize = (width, height = 800) =>
  send('setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });

/** A test that ends with the browser's own settings. */
export const emulated = (define) => (name, body) =>
  define(name, async () => {
    try {
      await body();
    } finally {
      await prefer({});
      await send('clearDeviceMetricsOverride', {});
    }
  });

const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }';

/** How a person sets the size and the spacing of text: WCAG 1.4.4, 1.4.10, 1.4.12. */
export const LAYOUTS = {
  'at 400 %': [320, ''],
  "at 400 %, with the person's own spacing": [320, `${SPACING} p { margin-block-end: 2em !important }`],
  'with text at 200 %': [1280, ':root { font-size: 200% !important }'],
  'at 400 %, from right to left': [320, ':root { direction: rtl }'],
};

/** Adds a person's own style sheet, in shadow roots too. No policy of the page forbids it. */
export const applyStyle = (css) =>
  tab.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    for (const root of [document, ...roots]) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }, css);
