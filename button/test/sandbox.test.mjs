// From the sandbox's shop to the Connect stand-in and back, through the packaged function.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { awaitState, button, eventually, tab } from './support/shop.mjs';
import {
  awaitHeading, awaitText, choose, CONNECT_STAND_IN, follow, goToConnect, kept, openShop, SANDBOX, shopTest,
  STATIC_PAGE,
} from './support/demo-shop.mjs';

describe('The sandbox', () => {
  for (const [link, status, heading] of [
    ['Complete', 'success', 'All done'],
    ['Cancel', 'abort', 'Nothing has changed'],
  ]) {
    shopTest(`leads to Connect and back with "${status}"`, async () => {
      await openShop();
      await goToConnect('checkoutNewSubscription');
      await follow(link);
      await awaitHeading(heading);

      assert.equal(await tab.text('#status'), status);
      assert.equal(JSON.parse(await tab.text('#session')).intent.type, 'checkoutNewSubscription');
      assert.equal(await tab.evaluate('location.href'), `${SANDBOX}/shop/callback`);
      assert.equal(await tab.url(), `${SANDBOX}/shop/callback`);
    });
  }

  shopTest('leads back to an idle shop that shows what happened, without a secret', async () => {
    await openShop();
    await goToConnect('viewSubscription');
    await follow('Cancel');
    await awaitHeading('Nothing has changed');
    await follow('Back to the shop');

    await tab.until("document.querySelector('[intent=viewSubscription]').state", 'idle');
    await awaitText('#sent', '"type": "viewSubscription"');
    await awaitText('#answered', '"object": "connectSession"');
    assert.doesNotMatch(await kept(), /token=|eyJ/);
  });

  shopTest('serves a static page on another origin, which names the content of its module', async () => {
    await tab.go(STATIC_PAGE);
    await eventually(async () => (await button()).isEnabled());

    await tab.click(await button());

    await awaitHeading('checkoutNewSubscription');
    assert.ok((await tab.url()).startsWith(`${CONNECT_STAND_IN}/`));
  });

  shopTest('asks a person to log in first', async () => {
    await openShop();
    await choose('Nobody');

    await tab.click(await button('[intent=checkoutNewSubscription]'));

    await awaitState('error');
    await awaitText('#answered', '"type": "client"');
  });

  shopTest('opens Connect in a tab of its own, and hears of its outcome', async () => {
    await openShop();
    await choose('In a new tab');

    const other = await tab.opened(async () => tab.click(await button('[intent=viewSubscription]')));
    await tab.in(other, () => awaitHeading('viewSubscription'));
    await tab.until("document.querySelector('[intent=viewSubscription]').state", 'idle');
    await tab.in(other, () => follow('Complete'));

    await awaitText('#answered', '"outcome": "success"');
  });

  shopTest('sends few bytes: the modules travel compressed, and are those of this folder', async () => {
    await openShop('/shop/playground#language=de');
    await tab.until("document.querySelector('gigs-connect-button').messages?.retry", 'Erneut versuchen');
    await tab.evaluate((address) => import(address), `${SANDBOX}/modules/gigs-connect-return.js`);

    for (const [name, budget] of [['button', 5 * 1024], ['return', 3 * 1024], ['button.de', 512]]) {
      const file = new URL(`../src/gigs-connect-${name}.js`, import.meta.url);
      const [body, { encodedBodySize }] = await tab.evaluate(async (address) => {
        const [timing] = performance.getEntriesByName(address);
        return [await (await fetch(address)).text(), timing.toJSON()];
      }, `${SANDBOX}/modules/gigs-connect-${name}.js`);
      assert.equal(body, readFileSync(file, 'utf8'));
      assert.ok(encodedBodySize > 0 && encodedBodySize <= budget, `${name}: ${encodedBodySize} bytes`);
    }
  });
});
