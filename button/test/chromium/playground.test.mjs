// The demo shop's playground: the tag that it shows does what its button did, and nothing that it shows is a secret.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Key } from 'selenium-webdriver';
import { awaitText, follow, kept, openShop, SANDBOX, shopTest } from '../support/demo-shop.mjs';
import { emulated, resize, takePicture } from '../support/emulation.mjs';
import { violations } from '../support/reading.mjs';
import { button, eventually, html, network, SHOP, tab } from '../support/shop.mjs';

const EXTREME = '#caller=new-customer&page=dark&intent=completePorting&hide-intro-page=true&theme=light&language=pl'
  + '&callback-url=%2Fshop%2Fcallback%3Fa%3D1%26b%3D%22%3C&label=%3Cb%3E+%26amp%3B+%22x%22&nothing=1';

const open = (hash) => openShop(`/shop/playground${hash}`);
const answered = () => eventually(async () => (await tab.text('#answered')).includes('{'));
const click = async () => tab.click(await button());

/** The button's attributes and label, and what it asks for when it is clicked. */
const told = () =>
  tab.evaluate(() => new Promise((resolve) => {
    const button = document.querySelector('gigs-connect-button');
    const attributes = [...button.attributes].map(({ name, value }) => `${name}=${value}`).sort();
    document.addEventListener('connect-before', (event) => {
      event.preventDefault();
      resolve({ attributes, label: button.textContent, request: event.detail.request });
    }, { once: true, capture: true });
    button.disabled = false;
    button.click();
  }));

async function tabTo(selector) {
  await eventually(async () => {
    await tab.press(Key.TAB);
    return tab.evaluate((css) => document.activeElement.matches(css), selector);
  });
}

describe('The playground', () => {
  for (const hash of [
    '',
    '#intent=checkoutAddon&addons=add_1%2C+add_2&subscription=sub_1&disabled=off',
    '#intent=viewSubscriptions',
    EXTREME,
  ]) {
    shopTest(`shows a tag that sends the same, with "${hash.slice(0, 40)}"`, async () => {
      await open(hash);
      const tag = await tab.text('#tag');
      const here = await told();
      assert.doesNotMatch(tag, /=""/);
      // The tag alone, on a page of its own.
      const body = tag.slice(tag.indexOf('<gigs'));
      network.stub(`${SHOP}/pasted`, html(`<!doctype html><html lang="pl"><title>Shop</title>
        <link rel="icon" href="data:,"><script type="module"
        src="https://api.shop.example/modules/gigs-connect-button.js"></script>${body}`));
      await tab.go(`${SHOP}/pasted`);
      await tab.until("customElements.get('gigs-connect-button') !== undefined");

      assert.match(tag, new RegExp(`<script type="module" src="${SANDBOX}/modules/gigs-connect-button.js"></script>`));
      // A callback that is relative is one of the page's own origin.
      assert.deepEqual(JSON.parse(JSON.stringify(await told()).replaceAll(SHOP, SANDBOX)), here);
    });
  }

  shopTest('works by keyboard, from the address bar to a session and the copied tag', async () => {
    await open('');
    await tabTo('[name=intent]');
    await tab.press('checkoutA');
    await eventually(async () => (await tab.find('[name=subscription]')).isDisplayed());
    assert.equal(await (await tab.find('[name=plan]')).isDisplayed(), false);
    await tabTo('[name=addons]');
    await tab.press('add_1');
    await tabTo('gigs-connect-button');
    await tab.press(Key.ENTER);
    await awaitText('#answered', '"add_1"');
    assert.equal(await tab.evaluate('document.activeElement.localName'), 'gigs-connect-button');

    await tabTo('#copy');
    await tab.press(Key.SPACE);

    await awaitText('#copied', 'Copied.');
    // The clipboard can be read by pasting it.
    await tab.click('[name=label]');
    await tab.pressWith(Key.CONTROL, 'a');
    const tag = await tab.text('#tag');
    await tab.pressWith(Key.CONTROL, 'v');
    assert.equal(await (await tab.find('[name=label]')).getProperty('value'), tag.trim().replace(/\n/g, ' '));
  });

  shopTest('keeps its settings in the address, and shows nothing that logs in', async () => {
    await open(EXTREME);
    await tab.evaluate(() => {
      document.querySelector('#token').hidden = false;
      document.addEventListener('connect-before', ({ detail }) => {
        detail.request.userDetails = { email: 'elaine@example.com' };
      }, true);
    });
    const field = await tab.find('#token input');
    await field.sendKeys('eyJpasted');
    await tab.click('[name=hide-outro-page]');
    assert.doesNotMatch(await tab.url(), /eyJ/);
    await field.clear();
    await click();
    await awaitText('#answered', '?•••"');
    await awaitText('#sent', '"email": "•••"');
    const tag = await tab.text('#tag');
    assert.doesNotMatch(await kept(), /token=|eyJ|elaine@example.com|session=csn/);

    await tab.driver.navigate().refresh();

    await eventually(() => tab.text('#tag'), tag);
    assert.match(tag, /hide-outro-page/);
    assert.equal(await tab.evaluate("document.querySelector('[name=caller]:checked').value"), 'new-customer');
    assert.equal(await tab.evaluate('document.documentElement.dataset.theme'), 'dark');
  });

  for (const hash of ['', '#page=dark', EXTREME, '#caller=nobody&page=dark&theme=light']) {
    shopTest(`is accessible after a click, with "${hash.slice(0, 40)}"`, async () => {
      await open(hash);
      await click();
      await answered();
      assert.deepEqual(await violations(), []);
    });
  }

  emulated(shopTest)('is a picture of at most 300 KB', async () => {
    await resize(1280, 960);
    await open('#intent=checkoutAddon&addons=add_0SNlurA049MEWV4VxLfwJc7PJtHc');
    await click();
    await answered();

    const picture = await takePicture('playground');
    assert.ok(picture.length < 300 * 1024, `${picture.length} bytes`);
  });

  shopTest('goes to Connect where it is told to', async () => {
    await open('#go=true&target=_blank');

    const connect = await tab.opened(click);
    await tab.in(connect, () => follow('Complete'));

    await awaitText('#outcome', 'Connect has led back.');
  });
});
