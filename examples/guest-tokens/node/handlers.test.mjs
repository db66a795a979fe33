import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { origin, tokens, verified } from './fixture.mjs';
import { lambda, listener } from './handlers.mjs';

test('answers over HTTP', async (t) => {
  const server = createServer(listener(tokens, (req) => req.headers.cookie === 'session=1' && { id: 'c1' })).listen(
    0,
    'localhost',
  );
  t.after(() => server.close());
  await new Promise((resolve) => server.on('listening', resolve));
  const post = (headers) =>
    fetch(`http://localhost:${server.address().port}/`, { method: 'POST', headers: { origin, ...headers } });
  assert.equal((await post({ 'sec-fetch-site': 'cross-site' })).status, 403);
  const guest = await post({ 'sec-fetch-site': 'same-origin' });
  assert.match((await verified(await guest.text())).sub, /^guest:/);
  assert.match(guest.headers.get('set-cookie'), /^__Host-/);
  assert.equal(
    (await verified(await (await post({ 'sec-fetch-site': 'same-origin', cookie: 'session=1' })).text())).sub,
    'c1',
  );
});

test('answers as a function', async () => {
  const handler = lambda(tokens, ({ cookies }) => cookies?.includes('session=1') && { id: 'c1' });
  const event = {
    headers: { origin, 'sec-fetch-site': 'same-origin' },
    requestContext: { http: { method: 'POST', sourceIp: '192.0.2.9' } },
  };
  const guest = await handler(event);
  const again = await handler({ ...event, cookies: ['a=b', guest.headers['Set-Cookie'].split(';')[0]] });
  assert.equal((await verified(again.body)).sub, (await verified(guest.body)).sub);
  assert.equal((await verified((await handler({ ...event, cookies: ['session=1'] })).body)).sub, 'c1');
});
