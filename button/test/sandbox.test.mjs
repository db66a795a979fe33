// From the sandbox's shop to the Connect stand-in and back, through the packaged function.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { awaitState, button, clickButton, eventually, tab } from './support/shop.mjs';
import {
  awaitHeading, awaitText, choose, CONNECT_STAND_IN, goToConnect, kept, openShop, OTHER_SHOP, SANDBOX,
  shopTest,
} from './support/demo-shop.mjs';

const module = (name) => new URL(`../src/gigs-connect-${name}.js`, import.meta.url);

for (const [link, status, heading] of [
  ['Complete', 'success', 'All done'],
  ['Cancel', 'abort', 'Nothing has changed'],
]) {
  shopTest(`The sandbox leads to Connect and back with "${status}", and shows no secret`, async () => {
    await openShop();
    await goToConnect('checkoutNewSubscription');
    await choose(link);
    await awaitHeading(heading);

    assert.equal(await tab.text('#status'), status);
    assert.equal(JSON.parse(await tab.text('#session')).intent.type, 'checkoutNewSubscription');
    assert.equal(await tab.evaluate('location.href'), `${SANDBOX}/shop/callback`);
    assert.equal(await tab.url(), `${SANDBOX}/shop/callback`);

    await choose('Back to the shop');
    await awaitState('idle');
    await awaitText('#sent', '"type": "checkoutNewSubscription"');
    await awaitText('#answered', '"object": "connectSession"');
    assert.doesNotMatch(await kept(), /token=|eyJ/);
  });
}

shopTest('The sandbox lets a page on another origin load the module by its hash, and go to Connect', async () => {
  const hash = createHash('sha384').update(readFileSync(module('button'))).digest('base64');
  await tab.go(OTHER_SHOP);
  await tab.evaluate(async (gateway, sessionOrigins, integrity) => {
    const properties = { endpoint: gateway, intent: 'viewSubscriptions', sessionOrigins };
    const button = Object.assign(document.createElement('gigs-connect-button'), properties);
    button.tokenProvider = async () => (await fetch(`${gateway}/sandbox/tokens/known-user`)).text();
    const script = { type: 'module', crossOrigin: '', integrity, src: `${gateway}/modules/gigs-connect-button.js` };
    document.body.append(button, Object.assign(document.createElement('script'), script));
  }, SANDBOX, CONNECT_STAND_IN, `sha384-${hash}`);
  await eventually(async () => (await button()).isEnabled());

  await clickButton();

  await awaitHeading('viewSubscriptions');
});

shopTest('The sandbox asks a person to log in first', async () => {
  await openShop();
  await choose('Nobody');

  await clickButton('[intent=checkoutNewSubscription]');

  await awaitState('error');
  await awaitText('#answered', '"type": "client"');
});

shopTest('The sandbox sends few bytes: the modules are compressed, and are those of this folder', async () => {
  await openShop('/shop/playground#language=de');
  await tab.until("document.querySelector('gigs-connect-button').messages?.retry", 'Erneut versuchen');
  await tab.evaluate((address) => import(address), `${SANDBOX}/modules/gigs-connect-return.js`);

  for (const [name, budget] of [['button', 5 * 1024], ['return', 3 * 1024], ['button.de', 512]]) {
    const [body, { encodedBodySize }] = await tab.evaluate(async (address) => {
      const [timing] = performance.getEntriesByName(address);
      return [await (await fetch(address)).text(), timing.toJSON()];
    }, `${SANDBOX}/modules/gigs-connect-${name}.js`);
    assert.equal(body, readFileSync(module(name), 'utf8'));
    assert.ok(encodedBodySize > 0 && encodedBodySize <= budget, `${name}: ${encodedBodySize} bytes`);
  }
});
