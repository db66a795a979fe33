// How the element fits into a page of the partner.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import {
  ask, awaitState, button, clickForError, CSP, css, error, errors, eventually, expectError, GATEWAY, html,
  network, openButton, openPage, requests, retry, script, session, SESSION_URL, set, SHOP, status, tab, test,
} from './support/shop.mjs';

const manifest = JSON.parse(readFileSync(new URL('../custom-elements.json', import.meta.url), 'utf8'));

describe('A page', () => {
  test('may have a strict Content Security Policy', async () => {
    network.answer(error(502, 'internal', 'gigsUnavailable'), session());
    await openButton();
    await clickForError();

    // Styled all the same, and the policy was really in force.
    assert.equal(await tab.style(await button(), 'backgroundColor'), 'rgb(0, 0, 0)');
    assert.deepEqual(await errors(), []);
    await tab.evaluate("document.body.append(Object.assign(document.createElement('style'), { textContent: '*{}' }))");
    await eventually(errors, ['policy: style-src-elem inline']);
    expectError('style-src-elem');

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);
  });

  test('may set properties before the element is defined', async () => {
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

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    const { headers, body } = requests()[0];
    assert.equal(headers.authorization, 'Bearer early');
    assert.ok(headers['idempotency-key']);
    assert.match(body, /add_1/);
  });

  test('sees properties as attributes, and no secret among them', async () => {
    await openButton();

    const html = await tab.evaluate(() => {
      const button = document.createElement('gigs-connect-button');
      Object.assign(button, {
        voucherCode: 'SUMMER', callbackUrl: '/done', hideOutroPage: true, theme: 'dark', plan: 'pln_1',
        tokenProvider: () => 'secret', request: { intent: {} },
      });
      Object.assign(button, { hideOutroPage: false, hideIntroPage: true, plan: null, theme: undefined });
      return button.outerHTML;
    });

    const attributes = 'voucher-code="SUMMER" callback-url="/done" hide-intro-page=""';
    assert.equal(html, `<gigs-connect-button ${attributes}></gigs-connect-button>`);
  });

  test('finds the attributes of the manifest', async () => {
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

  test('may set what is no attribute as a property of the prototype, and take it back', async () => {
    await openButton();
    const [accessors, timeouts] = await tab.evaluate(() => {
      const { prototype } = customElements.get('gigs-connect-button');
      const names = ['tokenProvider', 'request', 'messages', 'timeout'];
      const button = document.createElement('gigs-connect-button');
      const timeouts = [900, undefined].map((timeout) => Object.assign(button, { timeout }).timeout);
      return [names.map((name) => typeof Object.getOwnPropertyDescriptor(prototype, name)?.set), timeouts];
    });

    assert.deepEqual(accessors, Array(4).fill('function'));
    assert.deepEqual(timeouts, [900, 20000]);
  });

  test("may have attributes under the properties' names, as servers write them", async () => {
    await openPage('<gigs-connect-button callbackUrl="/done" hideIntroPage voucherCode="A">Buy</gigs-connect-button>');
    const values = ({ callbackUrl, hideIntroPage, voucherCode }) => [callbackUrl, hideIntroPage, voucherCode];
    const read = () => ask(`(${values})(button)`);
    assert.deepEqual(await read(), ['/done', true, 'A']);

    await set({ hideIntroPage: false, callbackUrl: null });

    assert.deepEqual(await read(), [null, false, 'A']);
  });

  test('may have two buttons', async () => {
    network.answer(error(502, 'internal', 'gigsUnavailable'), session());
    await openPage(`
      <gigs-connect-button id="one" endpoint="${GATEWAY}" intent="viewSubscriptions">One</gigs-connect-button>
      <gigs-connect-button id="two" endpoint="${GATEWAY}" intent="viewSubscription" subscription="sub_2">Two
      </gigs-connect-button>`);

    await tab.click(await button('#one'));
    await awaitState('error');
    assert.equal(await tab.evaluate("document.querySelector('#two').state"), 'idle');

    await tab.click(await button('#two'));
    await tab.awaitUrl(SESSION_URL);
    assert.match(requests()[0].body, /viewSubscriptions/);
    assert.match(requests()[1].body, /sub_2/);
  });

  test('may give the class another name, and load the module twice', async () => {
    network.stub(`${SHOP}/class.js`, script(`
      import { GigsConnectButtonElement } from '${GATEWAY}/modules/gigs-connect-button.js';
      const { GigsConnectButtonElement: other } = await import('${GATEWAY}/modules/gigs-connect-button.js?again');
      window.isAnother = other !== GigsConnectButtonElement && customElements.get('gigs-connect-button') !== other;
      customElements.define('shop-button', class extends GigsConnectButtonElement {});`));
    network.stub(`${SHOP}/class`, html(`<!doctype html><html lang="en"><title>Shop</title>
      <script src="/errors.js"></script><script type="module" src="/class.js"></script>
      <shop-button>Get your eSIM</shop-button>`, { 'Content-Security-Policy': CSP }));

    await tab.go(`${SHOP}/class`);

    await eventually(async () => (await button('shop-button')).isEnabled());
    assert.equal(await tab.evaluate('isAnother'), true);
  });

  test('styles the parts and the custom properties', async () => {
    network.answer(error(502, 'internal', 'gigsUnavailable'));
    network.stub(`${SHOP}/shop.css`, css(`
      gigs-connect-button { --gigs-connect-background: rgb(1 2 3); --gigs-connect-radius: 3px }
      gigs-connect-button::part(button) { text-transform: uppercase }
      gigs-connect-button::part(error) { border-color: rgb(4 5 6) }
      gigs-connect-button::part(message) { font-style: italic }
      gigs-connect-button::part(retry) { letter-spacing: 2px }`));
    await openButton();
    await clickForError();

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

  test('without a label has a button that says Continue', async () => {
    await openPage('<gigs-connect-button></gigs-connect-button>');

    await eventually(async () => (await button()).getAccessibleName(), 'Continue');
  });
});
