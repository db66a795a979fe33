// Whether a person sees where the focus is, on every stop of the Tab key.
import { Key } from 'selenium-webdriver';
import { tab } from './shop.mjs';

/** What has the focus, its box, its ring, and the ring's contrast to what is around it, as WCAG measures it. */
function measure() {
  const { activeElement } = document;
  const inner = activeElement.shadowRoot?.activeElement ?? activeElement;
  if (inner === document.body || inner === document.documentElement) return null;
  const text = inner.name || inner.id || (inner.part.contains('button') ? activeElement : inner).textContent.trim();
  // A label shows the focus of the field that it hides.
  const shown = [inner, inner.labels?.[0], inner.labels?.[0]?.parentElement].find((element) => {
    const { outlineStyle, outlineWidth, opacity } = element ? getComputedStyle(element) : {};
    return outlineStyle && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && opacity !== '0';
  });
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = (color) => {
    paint.fillStyle = color;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const around = (element) => {
    for (let up = element; up; up = up.parentElement ?? up.getRootNode().host) {
      const { backgroundColor, backgroundImage } = getComputedStyle(up);
      const [gradient] = /rgba?\([^)]*\)/.exec(backgroundImage) ?? [];
      if (up !== element && (gradient || !/, 0\)/.test(backgroundColor))) return gradient ?? backgroundColor;
    }
    return 'white';
  };
  const { left, top, right, bottom } = (shown ?? inner).getBoundingClientRect();
  const ring = shown && contrast(getComputedStyle(shown).outlineColor, around(shown));
  return { text, left, top, right, bottom, ring: ring ?? 0, check: contrast('#767676', '#fff') };
}

/** Below, or beside it in the direction of the line: in the same row, or in the next column. */
const follows = (before, now, direction) =>
  now.top >= before.bottom - 1 ||
  (direction === 'ltr' ? now.left >= before.right - 1 : now.right - 1 <= before.left);

/** The stops of the Tab key: those without a ring of 3:1, those that are not where the order says, and all. */
export async function focusRing(direction) {
  const found = { unseen: [], misplaced: [], order: [] };
  let before;
  await tab.press(Key.TAB);
  for (let now = await tab.evaluate(measure); now && found.order.length < 60; now = await tab.evaluate(measure)) {
    found.order.push(now.text);
    // The measure tells contrast as WCAG does: 4.54:1 for this grey on white.
    if (now.ring < 3 || Math.abs(now.check - 4.54) > 0.01) found.unseen.push(`${now.text} ${now.ring}`);
    if (before && !follows(before, now, direction)) found.misplaced.push(`${before.text} before ${now.text}`);
    before = now;
    await tab.press(Key.TAB);
  }
  return found;
}
