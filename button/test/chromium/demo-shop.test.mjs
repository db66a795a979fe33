// The demo shop: every intent, every caller, accessible; a visitor without an account; a token that the shopper brings.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  awaitHeading, awaitScripts, awaitText, buttonFor, choose, CONNECT_STAND_IN, follow, goToConnect, ISSUER,
  kept, openShop, PARTNER, SANDBOX, shopTest,
} from '../support/demo-shop.mjs';
import { applyStyle, emulated, LAYOUTS, prefer, resize, takePicture } from '../support/emulation.mjs';
import { focusRing } from '../support/focus.mjs';
import { complaints } from '../support/layout.mjs';
import { violations } from '../support/reading.mjs';
import { tab } from '../support/shop.mjs';

const PAGES = ['/shop', '/shop/playground', '/shop/callback'];
const settingsTest = emulated(shopTest);
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));

/** Keeps the tokens with which the page's buttons call the gateway, in this tab's storage. */
const keepTokens = () =>
  tab.evaluate(() => {
    const before = window.fetch;
    window.fetch = (address, options) => {
      const tokens = JSON.parse(sessionStorage.getItem('test-tokens') ?? '[]');
      if (options?.headers?.Authorization) tokens.push(options.headers.Authorization);
      sessionStorage.setItem('test-tokens', JSON.stringify(tokens));
      return before(address, options);
    };
  });
const keptTokens = () => tab.evaluate("JSON.parse(sessionStorage.getItem('test-tokens') ?? '[]')");

describe('The demo shop', () => {
  for (const [label, intent] of Object.entries({
    'View plan': 'viewSubscription',
    'Add 5 GB': 'checkoutAddon',
    'Change plan': 'changeSubscription',
    'Install eSIM': 'viewEsimInstallation',
    'Finish porting': 'completePorting',
    'Cancel plan': 'cancelSubscription',
    'Resume plan': 'resumeSubscription',
    'Confirm payment': 'confirmPayment',
    'Change card': 'updatePaymentMethod',
    'Change address': 'updateUserAddress',
    'Change name': 'updateUserFullName',
    'All plans': 'viewSubscriptions',
  })) {
    shopTest(`has "${label}" for ${intent}`, async () => {
      await openShop();
      assert.equal(await (await buttonFor(intent)).getAccessibleName(), label);
      await goToConnect(intent);
      await awaitText('main', 'usr_0SNlurA049MEWV4OpCwsNyC9Kn2d');
      await follow('Complete');
      await awaitHeading('All done');
      assert.equal(JSON.parse(await tab.text('#session')).intent.type, intent);
    });
  }

  for (const caller of ['Elaine, new here', 'Newman, a visitor']) {
    shopTest(`lets Connect log in "${caller}", whom Gigs does not know`, async () => {
      await openShop();
      await choose(caller);
      await goToConnect('checkoutNewSubscription');
      await awaitText('main', 'Nobody is logged in');
    });
  }

  for (const theme of ['Light', 'Dark']) {
    shopTest(`is accessible, and takes its theme to Connect: ${theme}`, async () => {
      await openShop();
      await choose(theme);
      assert.deepEqual(await violations(), []);
      await goToConnect('viewSubscription');
      assert.equal(await tab.evaluate('document.documentElement.dataset.theme'), theme.toLowerCase());
      await follow('Complete');
      await awaitHeading('All done');
      assert.deepEqual(await violations(), []);
    });
  }

  settingsTest('is a picture of at most 300 KB', async () => {
    await resize(1280, 960);
    await openShop();
    await goToConnect('checkoutAddon');
    await follow('Complete');
    await follow('Back to the shop');
    await awaitText('#answered', 'connectSession');

    const picture = await takePicture('demo-shop');
    assert.ok(picture.length < 300 * 1024, `${picture.length} bytes`);
  });

  for (const [address, stops] of [['/shop', 20], ['/shop/playground', 23], ['/shop/callback', 2]]) {
    for (const [theme, direction] of [['light', 'ltr'], ['dark', 'rtl']]) {
      settingsTest(`shows the focus everywhere, in order: ${address}, ${theme}, ${direction}`, async () => {
        // High enough that nothing scrolls.
        await resize(1280, 2000);
        await openShop();
        const settings = JSON.stringify({ caller: 'known-user', theme, target: '' });
        await tab.evaluate((value) => sessionStorage.setItem('settings', value), settings);
        await openShop(address);
        await tab.evaluate((dir) => void (document.dir = dir), direction);

        const { unseen, misplaced, order } = await focusRing(direction);

        assert.deepEqual([unseen, misplaced], [[], []]);
        assert.equal(order.length, stops, String(order));
      });
    }
  }

  for (const [name, [width, css]] of Object.entries(LAYOUTS)) {
    settingsTest(`cuts nothing off, ${name}`, async () => {
      await resize(width, 800);
      for (const address of PAGES) {
        await openShop(address);
        await applyStyle(css);
        assert.deepEqual(await tab.evaluate(complaints), [], address);
      }
    });
  }

  settingsTest('tells what is chosen without its own colors', async () => {
    await prefer({ 'forced-colors': 'active' });
    for (const address of PAGES.slice(0, 2)) {
      await openShop(address);
      const [chosen, other] = await tab.evaluate(() => {
        const labels = [...document.querySelectorAll('label:has([name=caller])')];
        return labels.map((label) => getComputedStyle(label).backgroundColor);
      });
      assert.notEqual(chosen, other, address);
    }
  });
});

describe('A visitor of the demo shop', () => {
  const buy = async () => {
    await openShop();
    await choose('Newman, a visitor');
    await keepTokens();
    await goToConnect('checkoutNewSubscription');
  };

  shopTest("gets to Connect and back with tokens of the shop's own, and stays the same visitor", async () => {
    await buy();
    await follow('Complete');
    await awaitHeading('All done');
    const session = JSON.parse(await tab.text('#session'));
    assert.deepEqual([session.intent.type, session.user], ['checkoutNewSubscription', null]);
    await buy();
    await tab.go(`${SANDBOX}/shop`);
    const tokens = (await keptTokens()).map(claims);
    await tab.driver.manage().deleteAllCookies();
    await buy();
    await tab.go(`${SANDBOX}/shop`);
    const other = (await keptTokens()).map(claims).at(-1);

    assert.equal(tokens.length, 2);
    for (const token of tokens) {
      assert.match(token.sub, /^guest:/);
      assert.ok(!('email' in token || 'gigs_user' in token || 'scope' in token), JSON.stringify(token));
      assert.equal(token.exp - token.iat, 300);
    }
    assert.equal(tokens[0].sub, tokens[1].sub);
    assert.notEqual(other.sub, tokens[0].sub);
  });

  shopTest('leaves no token to a page of another origin', async () => {
    await tab.go(`${CONNECT_STAND_IN}/elsewhere`);
    await tab.driver.manage().deleteAllCookies();
    await tab.driver.manage().logs().get('browser');
    const address = `${SANDBOX}/shop/connect-token`;

    await tab.evaluate(async (url) => {
      await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include' });
    }, address);

    const lines = (await tab.driver.manage().logs().get('browser')).map(({ message }) => message);
    assert.match(lines.join('\n'), /connect-token.* 403/);
    assert.deepEqual(await tab.driver.manage().getCookies(), []);
  });
});

describe("The demo shop with a partner's issuer", () => {
  const field = () => tab.find('.token input');

  shopTest('asks for a token, and keeps it in memory alone', async () => {
    const token = await (await fetch(`${ISSUER}/token`)).text();
    await openShop('/shop', PARTNER);
    assert.equal(await (await tab.find('#callers')).isDisplayed(), false);
    await tab.click(await buttonFor('viewSubscription'));
    await awaitText('#answered', '"type": "client"');
    assert.deepEqual(await violations(), []);
    await (await field()).sendKeys(`Bearer ${token}`);

    await tab.click(await buttonFor('viewSubscription'));
    await follow('Complete');
    await awaitHeading('Back in the shop');
    await (await field()).sendKeys(token);
    assert.ok(!(await kept()).includes(token));
    await follow('Read the session');

    await awaitHeading('All done');
    await awaitText('#session', '"type": "viewSubscription"');
    assert.deepEqual(await violations(), []);
    await follow('Back to the shop');
    await awaitScripts();
    await awaitText('#sent', 'Authorization: Bearer •••');
    assert.equal(await (await field()).getProperty('value'), '');
    assert.ok(!(await kept()).includes(token));
  });

});
