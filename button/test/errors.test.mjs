// Errors: the page gets the details, and the person reads a sentence. Before that, the button may try once more.
import assert from 'node:assert/strict';
import {
  ask, awaitState, awaitStatus, clickButton, clickForError, clickToConnect, error, errorOf, errors, eventNames,
  expectError, held, html, json, network, openButton, provide, requests, session, set, SHOP, tab, test, tokenRequests,
} from './support/shop.mjs';

const limited = (after) => error(429, 'tooManyRequests', 'rateLimited', { 'Retry-After': after });
const tokens = () => requests().map(({ headers }) => headers.authorization);
const goOffline = () =>
  tab.evaluate("void Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })");

test('An error of the gateway reaches the page and the person', async () => {
  await openButton();
  const wrong = 'Something went wrong.';
  const refused = (status, message) => json(status, { message }, { 'apigw-requestid': 'apigw-1' });
  const unreachable = { code: 'unreachable', type: 'client', status: 0, retryable: true };
  for (const [answer, expected, text = wrong] of [
    ...[
      [400, 'malformed', 'malformedBody', false],
      [403, 'permissionDenied', 'callbackUrlNotAllowed', false, 'Not available to you.'],
      [404, 'notFound', 'notFound', false],
      [422, 'invalid', 'validationFailed', false],
      [429, 'tooManyRequests', 'rateLimited', true, 'Too many requests.'],
      [500, 'internal', 'unknown', true],
      [502, 'internal', 'gigsUnreachable', true],
      [503, 'internal', 'tokenUnavailable', true],
      [504, 'internal', 'gigsTimeout', true],
    ].map(([status, type, code, retryable, text]) => {
      const detail = { type, code, status, message: 'For developers.', requestId: 'req-1', retryable };
      return [error(status, type, code), detail, text];
    }),
    [refused(403, 'Forbidden'), { type: 'permissionDenied', message: 'Forbidden', requestId: 'apigw-1' },
      'Not available to you.'],
    [refused(404, 'Not Found'), { type: 'notFound', code: null, retryable: false }],
    [refused(429, 'Too Many Requests'), { type: 'tooManyRequests', code: null, retryable: true }, 'Too many requests.'],
    [refused(500, 'Internal Server Error'), { type: 'internal', code: null, retryable: true }],
    [refused(503, 'Service Unavailable'), { type: 'internal', code: null, status: 503 }],
    ...['<h1>502</h1>', '', 'null', '[]'].map((body) => [json(502, body), { type: 'internal', status: 502 }]),
    ...['<h1>OK</h1>', '{}', '{"url":null}', '{"url":"nowhere"}', '{"url":42}'].map((body) =>
      [json(200, body), { code: 'unexpectedResponse', status: 200 }]),
    [{ isBroken: true }, unreachable],
    [{ status: 302, headers: { Location: 'https://evil.example/' } }, unreachable],
  ]) {
    const detail = await errorOf(answer);
    assert.deepEqual(detail, { ...detail, ...expected }, answer.body);
    assert.equal(Object.keys(detail).length, 6);
    await awaitStatus(text);
  }
  assert.ok(network.requests.every(({ url }) => !url.includes('evil')));
  await ask('button.cancel()');
  await awaitState('idle');
  await awaitStatus('');
});

test('A session url must be https, and on an origin that the page allows', async () => {
  await openButton();
  for (const [url, sessionOrigins] of [
    ['https://evil.example/checkout?token=secret'],
    ['http://connect.gigs.com/checkout?token=secret'],
    ['https://connect.gigs.com:8443/checkout?token=secret'],
    ['https://connect.gigs.com@evil.example/?token=secret'],
    ['https://connect.gigs.com.evil.example/?token=secret'],
    ["javascript:document.title='secret'"],
    ['data:text/html,secret'],
    ['http://evil.example/?token=secret', 'http://evil.example'],
  ]) {
    if (sessionOrigins) await set({ sessionOrigins });
    const detail = await errorOf(session(url));
    assert.equal(detail.code, 'urlNotAllowed', url);
    assert.doesNotMatch(JSON.stringify(detail), /secret/);
  }
  expectError('session-origins');
  const lines = String(await errors());
  assert.match(lines, /gigs-connect-button: https:\/\/evil.example .*session-origins/);
  assert.doesNotMatch(lines, /secret/);
  assert.ok(!(await eventNames()).includes('connect-session'));
  assert.equal(await tab.url(), `${SHOP}/`);

  await set({ sessionOrigins: 'https://connect.gigs.com https://evil.example' });
  network.answer(session('https://evil.example/checkout'));
  network.stub('https://evil.example/checkout', html('elsewhere'));
  await clickButton();
  await tab.awaitUrl('https://evil.example/checkout');
});

test('The button tries at most once more, with a fresh token or after Retry-After', async () => {
  await openButton();
  assert.equal((await errorOf(json(401, { message: 'Unauthorized' }))).type, 'unauthenticated');
  assert.deepEqual(await tokenRequests(), [{ refresh: false }, { refresh: true }]);
  assert.equal(requests().length, 2);
  await awaitStatus('Please log in.');

  for (const [after, tries] of [['0', 2], ['3600', 1], ['soon', 1], ['', 1]]) {
    network.requests = [];
    assert.equal((await errorOf(limited(after))).code, 'rateLimited');
    assert.equal(requests().length, tries, after);
  }
});

for (const [status, form] of [[429, 'seconds'], [503, 'seconds'], [503, 'a date']]) {
  test(`The answer ${status} leads to one more request after Retry-After, in ${form}`, async () => {
    let earliest;
    network.answer(() => {
      const now = Date.now();
      earliest = form === 'seconds' ? now + 1000 : Math.ceil(now / 1000) * 1000 + 1000;
      const after = form === 'seconds' ? '1' : new Date(earliest).toUTCString();
      return error(status, 'internal', 'tokenUnavailable', { 'Retry-After': after });
    }, session());
    await openButton();

    await clickToConnect();

    // The clocks of the browser and of this process may differ a little.
    assert.ok(requests()[1].at >= earliest - 50, `${earliest - requests()[1].at} ms too early`);
    assert.deepEqual(tokens(), ['Bearer token-1', 'Bearer token-1']);
  });
}

test('A Retry-After that is longer than the rest of the timeout is an error at once', async () => {
  await openButton();
  await set({ timeout: 2500 });
  await provide("() => new Promise((resolve) => setTimeout(resolve, 700, 'token'))");
  const start = Date.now();

  assert.equal((await errorOf(limited('2'), session())).code, 'rateLimited');

  assert.ok(Date.now() - start < 2000, `${Date.now() - start} ms`);
  assert.equal(requests().length, 1);
});

test('The button says that the person is offline, until the next try', async () => {
  await openButton();
  await goOffline();

  assert.equal((await errorOf({ isBroken: true })).code, 'offline');
  await awaitStatus('You are offline.');
  await provide("() => Promise.reject(new TypeError('Failed to fetch'))");
  assert.equal((await clickForError()).code, 'offline');

  network.answer(session());
  await provide("() => 'token'");
  await clickToConnect();
});

test('The button says that it takes too long', async () => {
  await openButton();
  await set({ timeout: 300 });

  assert.equal((await errorOf(held(session()))).code, 'timeout');
  await awaitStatus('This takes too long.');
});

test('A mistake of the page is an error, and the gateway is not asked', async () => {
  await openButton();
  await set({ timeout: 300 });
  for (const [change, code, retryable] of [
    ['tokenProvider = () => new Promise(() => {})', 'timeout', true],
    ["tokenProvider = async () => { throw new Error('no provider') }", 'tokenProviderFailed', true],
    ["tokenProvider = () => { throw new TypeError('no provider') }", 'tokenProviderFailed', true],
    ['tokenProvider = () => Promise.reject()', 'tokenProviderFailed', true],
    ['tokenProvider = () => { throw null }', 'tokenProviderFailed', true],
    ["tokenProvider = () => 'a b'", 'tokenProviderFailed', true],
    ["tokenProvider = () => 'tök'", 'tokenProviderFailed', true],
    ["tokenProvider = () => 'a\\nb'", 'tokenProviderFailed', true],
    ['tokenProvider = () => ({})', 'tokenProviderFailed', true],
    ['tokenProvider = undefined', 'tokenProviderFailed', true],
    ['tokenProvider = () => null', 'unauthenticated', false],
    ["tokenProvider = async () => ''", 'unauthenticated', false],
    ['request = { intent: { type: 1n } }', 'requestInvalid', false],
    ['request = { again: globalThis }', 'requestInvalid', false],
    // From here on, a provider that is asked would show as another error.
    ["endpoint = 'http://api.shop.example'", 'endpointNotAllowed', false],
    ["endpoint = 'ftp://api.shop.example'", 'endpointNotAllowed', false],
    ["removeAttribute('endpoint')", 'endpointNotAllowed', false],
  ]) {
    await ask(`void (button.${change})`);
    const { message, ...detail } = await clickForError();
    assert.deepEqual(detail, { type: 'client', code, status: 0, requestId: null, retryable }, change);
    assert.equal(typeof message, 'string', change);
  }
  assert.equal(requests().length, 0);
  expectError('error: gigs-connect-button: ');
  const lines = (await errors()).join('\n');
  for (const mistake of ['not a token for a header', 'no tokenProvider', 'BigInt', 'endpoint is not https']) {
    assert.ok(lines.includes(mistake), lines);
  }
});

test('A line break after the token or a very long timeout is no error', async () => {
  for (const timeout of ['Infinity', '2 ** 31', '3e9', 'undefined']) {
    await openButton();
    await provide("() => 'token\\n'");
    await ask(`void (button.timeout = ${timeout})`);
    await clickToConnect();
  }
  assert.deepEqual([...new Set(tokens())], ['Bearer token']);
});
