// The languages: each complete, and spoken where the page speaks it.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  awaitStatus, button, error, errorOf, GATEWAY, LANGUAGES, openButton, retry, set, tab, test,
} from './support/shop.mjs';

const MESSAGES = "customElements.get('gigs-connect-button').messages";

/** Loads a language into a page that has this `lang`, and gives its texts. */
const load = (language, page) =>
  tab.evaluate(
    async (address, lang) => {
      document.documentElement.lang = lang;
      window.language = (await import(address)).default;
      return window.language;
    },
    `${GATEWAY}/modules/gigs-connect-button.${language}.js`,
    page,
  );

describe('A language', () => {
  test('says all that the button says', async () => {
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

  test('speaks only where the page speaks it', async () => {
    for (const [page, first] of [
      ['en', 'You'], ['den', 'You'], ['fr', 'You'], ['', 'You'],
      ['de', 'Keine'], ['de-AT', 'Keine'], ['DE-ch', 'Keine'],
    ]) {
      await openButton();
      await load('de', page);
      assert.equal((await tab.evaluate(`${MESSAGES}.offline`)).split(' ')[0], first, page);
    }
  });

  test('is spoken by one button, where the page asks for it', async () => {
    await openButton();
    await set({ messages: await load('tr', 'en') });

    await errorOf(error(429, 'tooManyRequests', 'rateLimited'));

    await awaitStatus('Çok fazla istek var.');
    assert.equal(await (await retry()).getText(), await tab.evaluate('language.retry'));
  });

  test("may be the page's own: for a code, and for all buttons", async () => {
    await openButton();
    const messages = { planNotAllowed: 'Diesen Tarif gibt es nicht mehr.', error: 'Das ging nicht.', retry: 'Nochmal' };
    await set({ messages });
    await tab.evaluate(`void (${MESSAGES}.tooManyRequests = 'Gleich wieder.')`);

    await errorOf(error(403, 'permissionDenied', 'planNotAllowed'));
    await awaitStatus('Diesen Tarif gibt es nicht mehr.');
    await errorOf(error(502, 'internal', 'gigsUnreachable'));
    await awaitStatus('Das ging nicht.');
    assert.equal(await (await retry()).getText(), 'Nochmal');
    await errorOf(error(429, 'tooManyRequests', 'rateLimited'));
    await awaitStatus('Gleich wieder.');
  });
});
