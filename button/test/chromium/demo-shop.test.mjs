// The demo shop and its playground: accessible, and without a secret on the page.
import assert from 'node:assert/strict';
import {
  awaitHeading, awaitText, choose, CONNECT_STAND_IN, consoleLines, goToConnect, kept, openShop, SANDBOX, shopTest,
} from '../support/demo-shop.mjs';
import { emulated, resize } from '../support/emulation.mjs';
import { checkPicture, violations } from '../support/reading.mjs';
import { ask, clickButton, tab } from '../support/shop.mjs';

const EXTREME = '#caller=new-customer&page=dark&intent=completePorting&hide-intro-page=true&theme=light&language=pl'
  + '&callback-url=%2Fshop%2Fcallback%3Fa%3D1%26b%3D%22%3C&label=%3Cb%3E+%26amp%3B+%22x%22&nothing=1';

const openPlayground = (hash) => openShop(`/shop/playground${hash}`);

for (const theme of ['Light', 'Dark']) {
  shopTest(`The demo shop is accessible, and takes its theme to Connect: ${theme}`, async () => {
    await openShop();
    await choose(theme);
    assert.deepEqual(await violations(), []);
    await goToConnect('viewSubscription');
    assert.equal(await tab.evaluate('document.documentElement.dataset.theme'), theme.toLowerCase());
    await choose('Complete');
    await awaitHeading('All done');
    assert.deepEqual(await violations(), []);
    for (const settings of ['', '&intent=completePorting', '&caller=nobody&theme=light']) {
      await openPlayground(`#page=${theme.toLowerCase()}${settings}`);
      await clickButton();
      await awaitText('#answered', '{');
      assert.deepEqual(await violations(), [], settings);
    }
  });
}

emulated(shopTest)('The documents have a picture of the demo shop and of the playground', async () => {
  await resize(1280, 960);
  await openShop();
  await goToConnect('checkoutAddon');
  await choose('Complete');
  await choose('Back to the shop');
  await awaitText('#answered', 'connectSession');
  await checkPicture('demo-shop');

  await openPlayground('#intent=checkoutAddon&addons=add_0SNlurA049MEWV4VxLfwJc7PJtHc');
  await clickButton();
  await awaitText('#answered', '{');
  await checkPicture('playground');
});

shopTest("The demo shop gives no visitor's token to a page of another origin", async () => {
  await tab.go(`${CONNECT_STAND_IN}/elsewhere`);
  await tab.driver.manage().deleteAllCookies();
  await consoleLines();

  await tab.evaluate(async (address) => {
    await fetch(address, { method: 'POST', mode: 'no-cors', credentials: 'include' });
  }, `${SANDBOX}/shop/connect-token`);

  assert.match(String(await consoleLines()), /connect-token.* 403/);
  assert.deepEqual(await tab.driver.manage().getCookies(), []);
});

shopTest('The playground shows the tag of its button', async () => {
  const read = () =>
    ask('[button.textContent, ...[...button.attributes].map(({ name, value }) => `${name}=${value}`).sort()]');
  for (const hash of ['', '#intent=checkoutAddon&addons=add_1%2C+add_2&subscription=sub_1&idempotent=true', EXTREME]) {
    await openShop();
    await openPlayground(hash);
    const tag = await tab.text('#tag');
    const here = await read();

    await ask(`{ button.outerHTML = ${JSON.stringify(tag.slice(tag.indexOf('<gigs')))}; }`);

    assert.deepEqual(await read(), here);
    assert.match(tag, new RegExp(`<script type="module" src="${SANDBOX}/modules/gigs-connect-button.js"></script>`));
  }
});

shopTest('The playground shows no token, email or session url', async () => {
  await openPlayground(EXTREME);
  await tab.evaluate(() => {
    document.querySelector('#token').hidden = false;
    document.addEventListener('connect-before', ({ detail }) => {
      detail.request.userDetails = { email: 'elaine@example.com' };
    }, true);
  });
  const field = await tab.driver.findElement({ css: '#token input' });
  await field.sendKeys('eyJpasted');
  await tab.click('[name=hide-outro-page]');
  assert.doesNotMatch(await tab.url(), /eyJ/);
  await field.clear();
  await clickButton();
  await awaitText('#answered', '?•••"');
  await awaitText('#sent', '"email": "•••"');
  assert.doesNotMatch(await kept(), /token=|eyJ|elaine@example.com|session=csn/);
});
