// How the element fits into a partner's page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  ask, button, clickForError, clickToConnect, css, error, errorOf, errors, eventually, expectError, GATEWAY, network,
  openButton, openPage, requests, retry, script, session, set, SHOP, status, tab, test,
} from './support/shop.mjs';

const manifest = JSON.parse(readFileSync(new URL('../custom-elements.json', import.meta.url), 'utf8'));

test('A page may have a strict Content Security Policy', async () => {
  network.answer(error(502, 'internal', 'gigsUnavailable'), session());
  await openButton();
  await clickForError();

  // The button has its style, and the policy was really in force.
  assert.equal(await tab.style(await button(), 'backgroundColor'), 'rgb(0, 0, 0)');
  assert.deepEqual(await errors(), []);
  await tab.evaluate("document.body.append(Object.assign(document.createElement('style'), { textContent: '*{}' }))");
  await eventually(errors, ['policy: style-src-elem inline']);
  expectError('style-src-elem');

  await clickToConnect();
});

test('A page may set properties before the element is defined', async () => {
  network.stub(`${SHOP}/shop.js`, script(`
    const button = document.querySelector('gigs-connect-button');
    window.definedBefore = Boolean(customElements.get('gigs-connect-button'));
    Object.assign(button, {
      endpoint: '${GATEWAY}', intent: 'checkoutAddon', subscription: 'sub_1', addons: 'add_1', idempotent: true,
      hideIntroPage: false, timeout: 9000, messages: { busy: 'Moment' }, tokenProvider: () => 'early',
    });`));
  await openPage('<gigs-connect-button plan="pln_1">Get your eSIM</gigs-connect-button>');
  assert.equal(await tab.evaluate('definedBefore'), false);
  assert.equal(await ask("button.getAttribute('subscription')"), 'sub_1');

  await clickToConnect();

  const { headers, body } = requests()[0];
  assert.equal(headers.authorization, 'Bearer early');
  assert.ok(headers['idempotency-key']);
  assert.match(body, /add_1/);
});

test('A page sees properties as attributes, except functions and objects, and can take them back', async () => {
  await openButton();

  const [html, accessors, timeout] = await tab.evaluate(() => {
    const button = document.createElement('gigs-connect-button');
    Object.assign(button, {
      voucherCode: 'SUMMER', callbackUrl: '/done', hideOutroPage: true, theme: 'dark', plan: 'pln_1',
      tokenProvider: () => 'secret', request: { intent: {} }, messages: {}, timeout: 900,
    });
    const fields = { hideOutroPage: false, hideIntroPage: true, plan: null, theme: undefined, timeout: undefined };
    Object.assign(button, fields);
    // Frameworks set a property where the prototype has an accessor.
    const accessors = ['tokenProvider', 'request', 'messages', 'timeout'].filter((name) => name in button.__proto__);
    return [button.outerHTML, accessors, button.timeout];
  });

  const attributes = 'voucher-code="SUMMER" callback-url="/done" hide-intro-page=""';
  assert.equal(html, `<gigs-connect-button ${attributes}></gigs-connect-button>`);
  assert.equal(accessors.length, 4);
  assert.equal(timeout, 20000);
});

test('A page finds the attributes of the manifest', async () => {
  const { attributes } = manifest.modules.flatMap(({ declarations = [] }) => declarations)
    .find(({ name }) => name === 'GigsConnectButtonElement');
  assert.ok(attributes.length > 15);
  await openButton();

  const differences = await tab.evaluate((declared) => {
    const button = document.createElement('gigs-connect-button');
    for (const { fieldName } of declared) button[fieldName] = 'x';
    return declared
      .filter(({ name, type }) => button.getAttribute(name) !== (type.text === 'boolean' ? '' : 'x'))
      .map(({ name }) => name)
      .concat(button.getAttributeNames().filter((attribute) => !declared.some(({ name }) => name === attribute)));
  }, attributes);

  assert.deepEqual(differences, []);
});

test("A page may have attributes under the properties' names, as servers write them", async () => {
  await openPage('<gigs-connect-button callbackUrl="/done" hideIntroPage voucherCode="A">Buy</gigs-connect-button>');
  const read = () => ask('[button.callbackUrl, button.hideIntroPage, button.voucherCode]');
  assert.deepEqual(await read(), ['/done', true, 'A']);

  await set({ hideIntroPage: false, callbackUrl: null });

  assert.deepEqual(await read(), [null, false, 'A']);
});

test('A page may give the class another name, and load the module twice', async () => {
  network.stub(`${SHOP}/shop.js`, script(`
    import { GigsConnectButtonElement } from '${GATEWAY}/modules/gigs-connect-button.js';
    const { GigsConnectButtonElement: other } = await import('${GATEWAY}/modules/gigs-connect-button.js?again');
    window.isAnother = other !== GigsConnectButtonElement && customElements.get('gigs-connect-button') !== other;
    customElements.define('shop-button', class extends GigsConnectButtonElement {});`));

  await openPage('<shop-button>Get your eSIM</shop-button>');

  await eventually(async () => (await button('shop-button')).isEnabled());
  assert.equal(await tab.evaluate('isAnother'), true);
});

test('A page styles the parts and the custom properties', async () => {
  network.stub(`${SHOP}/shop.css`, css(`
    gigs-connect-button { --gigs-connect-background: rgb(1 2 3); --gigs-connect-radius: 3px }
    gigs-connect-button::part(button) { text-transform: uppercase }
    gigs-connect-button::part(error) { border-color: rgb(4 5 6) }
    gigs-connect-button::part(message) { font-style: italic }
    gigs-connect-button::part(retry) { letter-spacing: 2px }`));
  await openButton();
  await errorOf(error(502, 'internal', 'gigsUnavailable'));

  const parts = { button: await button(), status: await status(), retry: await retry() };
  for (const [part, property, value] of [
    ['button', 'backgroundColor', 'rgb(1, 2, 3)'],
    ['button', 'borderRadius', '3px'],
    ['button', 'textTransform', 'uppercase'],
    ['button', 'borderTopColor', 'rgb(4, 5, 6)'],
    ['status', 'fontStyle', 'italic'],
    ['retry', 'letterSpacing', '2px'],
  ]) assert.equal(await tab.style(parts[part], property), value);
});
