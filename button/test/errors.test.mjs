// What a page and a person are told when something fails, and what the button tries by itself before.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  ask, awaitStatus, button, clickForError, error, errorOf, errors, events, expectError, held, html, json,
  network, openButton, openPage, requests, session, SESSION_URL, set, SHOP, tab, test, tokenRequests,
} from './support/shop.mjs';

const provide = (tokenProvider) => ask(`void Object.assign(button, { timeout: 300, tokenProvider: ${tokenProvider} })`);
const tokens = () => requests().map(({ headers }) => headers.authorization);

describe('An error', () => {
  test("is passed on as the gateway's", async () => {
    await openButton();
    for (const [status, type, code, retryable, text] of [
      [400, 'malformed', 'malformedBody', false, 'Something went wrong.'],
      [403, 'permissionDenied', 'callbackUrlNotAllowed', false, 'Not available to you.'],
      [404, 'notFound', 'notFound', false, 'Something went wrong.'],
      [422, 'invalid', 'validationFailed', false, 'Something went wrong.'],
      [429, 'tooManyRequests', 'rateLimited', true, 'Too many requests.'],
      [500, 'internal', 'unknown', true, 'Something went wrong.'],
      [502, 'internal', 'gigsUnreachable', true, 'Something went wrong.'],
      [503, 'internal', 'tokenUnavailable', true, 'Something went wrong.'],
      [504, 'internal', 'gigsTimeout', true, 'Something went wrong.'],
    ]) {
      const before = requests().length;
      const expected = { type, code, status, message: 'For developers.', requestId: 'req-1', retryable };
      assert.deepEqual(await errorOf(error(status, type, code)), expected);
      await awaitStatus(text);
      assert.equal(requests().length, before + 1, code);
    }
  });

  test('is one, whatever the answer', async () => {
    await openButton();
    const refusal = (message) => [{ message }, { 'apigw-requestid': 'apigw-1' }];
    const unreachable = { code: 'unreachable', type: 'client', status: 0, retryable: true };
    for (const [answer, expected] of [
      [json(403, ...refusal('Forbidden')), { type: 'permissionDenied', message: 'Forbidden', requestId: 'apigw-1' }],
      [json(404, ...refusal('Not Found')), { type: 'notFound', code: null, retryable: false }],
      [json(429, ...refusal('Too Many Requests')), { type: 'tooManyRequests', code: null, retryable: true }],
      [json(500, ...refusal('Internal Server Error')), { type: 'internal', code: null, retryable: true }],
      [json(503, ...refusal('Service Unavailable')), { type: 'internal', code: null, status: 503 }],
      ...['<h1>502</h1>', '', 'null', '[]'].map((body) => [json(502, body), { type: 'internal', status: 502 }]),
      ...['<h1>OK</h1>', '{}', '{"url":null}', '{"url":"nowhere"}', '{"url":42}'].map((body) =>
        [json(200, body), { code: 'unexpectedResponse', status: 200 }]),
      [{ isBroken: true }, unreachable],
      [{ status: 302, headers: { Location: 'https://evil.example/' } }, unreachable],
    ]) {
      const detail = await errorOf(answer);
      for (const [name, value] of Object.entries(expected)) assert.equal(detail[name], value, `${answer.body} ${name}`);
    }
    assert.ok(network.requests.every(({ url }) => !url.includes('evil')));
  });

  test('is a session url on a foreign origin', async () => {
    await openButton();
    for (const url of [
      'https://evil.example/checkout?token=secret',
      'http://connect.gigs.com/checkout?token=secret',
      'https://connect.gigs.com:8443/checkout?token=secret',
      'https://connect.gigs.com@evil.example/?token=secret',
      'https://connect.gigs.com.evil.example/?token=secret',
      "javascript:document.title='secret'",
      'data:text/html,secret',
    ]) {
      const detail = await errorOf(session(url));
      assert.equal(detail.code, 'urlNotAllowed', url);
      assert.doesNotMatch(JSON.stringify(detail), /secret/);
    }
    expectError('session-origins');
    const said = String(await errors());
    assert.match(said, /gigs-connect-button: https:\/\/evil.example .*session-origins/);
    assert.doesNotMatch(said, /secret/);
    const names = (await events()).map(({ name }) => name);
    assert.ok(!names.includes('connect-session'), names);
    assert.equal(await tab.url(), `${SHOP}/`);
  });

  test('is a session url without https, even where the page allows it', async () => {
    await openButton('session-origins="http://evil.example"');
    expectError('session-origins');

    assert.equal((await errorOf(session('http://evil.example/'))).code, 'urlNotAllowed');
  });

  test('is none where the page allows another origin', async () => {
    network.answer(session('https://evil.example/checkout'));
    network.stub('https://evil.example/checkout', html('elsewhere'));
    await openButton('session-origins="https://connect.gigs.com https://evil.example"');

    await tab.click(await button());

    await tab.awaitUrl('https://evil.example/checkout');
  });

  test('401 is final the second time', async () => {
    await openButton();

    assert.equal((await errorOf(json(401, { message: 'Unauthorized' }))).type, 'unauthenticated');
    assert.deepEqual(await tokenRequests(), [{ refresh: false }, { refresh: true }]);
    assert.equal(requests().length, 2);
    await awaitStatus('Please log in.');
  });

  for (const status of [429, 503]) {
    test(`${status} is repeated after Retry-After, with the same token`, async () => {
      network.answer(error(status, 'internal', 'tokenUnavailable', { 'Retry-After': '1' }), session());
      await openButton();

      await tab.click(await button());
      await tab.awaitUrl(SESSION_URL);

      const [first, second] = requests();
      assert.ok(second.at - first.at > 950, `waited ${second.at - first.at} ms`);
      assert.deepEqual(tokens(), ['Bearer token-1', 'Bearer token-1']);
    });
  }

  test('503 is repeated at the date of Retry-After', async () => {
    let then;
    network.answer(() => {
      then = Math.ceil(Date.now() / 1000) * 1000 + 1000;
      return error(503, 'internal', 'tokenUnavailable', { 'Retry-After': new Date(then).toUTCString() });
    }, session());
    await openButton();

    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);

    assert.ok(requests()[1].at >= then - 50, `${then - requests()[1].at} ms too early`);
  });

  test('429 is repeated only once', async () => {
    await openButton();

    const answer = error(429, 'tooManyRequests', 'rateLimited', { 'Retry-After': '0' });
    assert.equal((await errorOf(answer)).code, 'rateLimited');
    assert.equal(requests().length, 2);
  });

  test('429 is not repeated where the wait is too long or unclear', async () => {
    await openButton();
    for (const after of ['3600', 'soon']) {
      const before = requests().length;
      await errorOf(error(429, 'tooManyRequests', 'rateLimited', { 'Retry-After': after }));
      assert.equal(requests().length, before + 1, after);
    }
  });

  test('says that the person is offline, and is gone with the next try', async () => {
    await openButton();
    await tab.evaluate("void Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })");

    assert.equal((await errorOf({ isBroken: true })).code, 'offline');
    await awaitStatus('You are offline.');
    network.answer(session());
    await tab.click(await button());
    await tab.awaitUrl(SESSION_URL);
  });

  test('says that it takes too long', async () => {
    network.answer(held(session()));
    await openButton();
    await set({ timeout: 300 });

    assert.equal((await clickForError()).code, 'timeout');
    await awaitStatus('This takes too long.');
  });

  test('without a token asks no gateway', async () => {
    await openButton();
    for (const [provider, code] of [
      ['() => new Promise(() => {})', 'timeout'],
      ["async () => { throw new Error('no provider') }", 'tokenProviderFailed'],
      ["() => { throw new TypeError('no provider') }", 'tokenProviderFailed'],
      ['undefined', 'tokenProviderFailed'],
      ['() => null', 'unauthenticated'],
      ["async () => ''", 'unauthenticated'],
    ]) {
      await provide(provider);
      assert.equal((await clickForError()).code, code, provider);
    }
    assert.equal(requests().length, 0);
    expectError('no tokenProvider');
    assert.deepEqual(await errors(), ['error: gigs-connect-button: no tokenProvider']);
  });

  test('is an endpoint that is not encrypted, which gets no token', async () => {
    await openPage('<gigs-connect-button intent="viewSubscriptions">Get your eSIM</gigs-connect-button>');
    for (const endpoint of [undefined, 'http://api.shop.example', 'ftp://api.shop.example']) {
      if (endpoint) await set({ endpoint });
      assert.equal((await clickForError()).code, 'endpointNotAllowed', endpoint);
    }
    assert.deepEqual(await tokenRequests(), []);
    expectError('endpoint is not https');
    assert.deepEqual(await errors(), ['error: gigs-connect-button: endpoint is not https']);
  });
});
