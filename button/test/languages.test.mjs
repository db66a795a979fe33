// Each language is complete, and appears only on a page in that language.
import assert from 'node:assert/strict';
import { awaitStatus, error, errorOf, GATEWAY, LANGUAGES, openButton, retry, set, tab, test } from './support/shop.mjs';

const MESSAGES = "customElements.get('gigs-connect-button').messages";

/** Loads a language into a page that has this `lang`, and gives its texts. */
const load = (language, page) =>
  tab.evaluate(async (address, lang) => {
    document.documentElement.lang = lang;
    window.language = (await import(address)).default;
    return window.language;
  }, `${GATEWAY}/modules/gigs-connect-button.${language}.js`, page);

test('A language has every text of the button', async () => {
  await openButton();
  const english = await tab.evaluate(MESSAGES);
  for (const language of LANGUAGES) {
    const texts = await load(language, language);
    assert.deepEqual(await tab.evaluate(MESSAGES), texts);
    assert.deepEqual(Object.keys(texts), Object.keys(english), language);
    for (const [key, text] of Object.entries(texts)) {
      assert.notEqual(text, english[key]);
      assert.ok(text.length > 4 && text.length <= 40, text);
    }
  }
});

test('A language appears only on a page in that language', async () => {
  for (const [page, first] of [
    ['en', 'You'], ['den', 'You'], ['fr', 'You'], ['', 'You'],
    ['de', 'Keine'], ['de-AT', 'Keine'], ['DE-ch', 'Keine'],
  ]) {
    await openButton();
    await load('de', page);
    assert.equal((await tab.evaluate(`${MESSAGES}.offline`)).split(' ')[0], first, page);
  }
});

test("A language can be that of one button, or the page's own, for a code and for all buttons", async () => {
  await openButton();
  const own = { planNotAllowed: 'Diesen Tarif gibt es nicht mehr.', error: 'Das ging nicht.', retry: 'Nochmal' };
  await tab.evaluate(`void (${MESSAGES}.tooManyRequests = 'Gleich wieder.')`);
  for (const [messages, answer, text] of [
    [await load('tr', 'en'), error(429, 'tooManyRequests', 'rateLimited'), 'Çok fazla istek var.'],
    [own, error(403, 'permissionDenied', 'planNotAllowed'), own.planNotAllowed],
    [own, error(429, 'tooManyRequests', 'rateLimited'), 'Gleich wieder.'],
    [own, error(502, 'internal', 'gigsUnreachable'), own.error],
  ]) {
    await set({ messages });
    await errorOf(answer);
    await awaitStatus(text);
    if (await (await retry()).isDisplayed()) assert.equal(await (await retry()).getText(), messages.retry);
  }
});
