import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { audience, issuer, origin, settings, verified } from './fixture.mjs';

// The shop knows one customer. The look-up of another one fails.
const shop = createServer(({ headers }, res) => {
  const status = { 'session=1': 200, 'session=broken': 500, 'session=moved': 302 }[headers.cookie] ?? 401;
  res.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end(status === 200 ? '{"id":"c1"}' : '');
}).listen(0, 'localhost');
await once(shop, 'listening');
const server = spawn('node', ['server.mjs'], {
  cwd: import.meta.dirname,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    ISSUER: issuer,
    AUDIENCE: audience,
    ORIGIN: origin,
    PRIVATE_KEY: settings.privateKey,
    ACCOUNT_URL: `http://localhost:${shop.address().port}/account`,
    PORT: '0',
  },
});
let output = '';
server.stdout.on('data', (data) => (output += data));
await once(server.stdout, 'data');
const url = output.trim().split(' ').at(-1);
test.after(() => (server.kill(), shop.close()));

const post = (headers) =>
  fetch(url, { method: 'POST', headers: { origin, 'sec-fetch-site': 'same-origin', ...headers } });

test('asks the shop who is logged in', async () => {
  assert.equal((await verified(await (await post({ cookie: 'session=1' })).text())).sub, 'c1');
  assert.match((await verified(await (await post({ cookie: 'session=2' })).text())).sub, /^guest:/);
  assert.match((await verified(await (await post()).text())).sub, /^guest:/);
});

test('gives no guest token if the look-up of a customer fails', async () => {
  for (const cookie of ['session=broken', 'session=moved']) assert.equal((await post({ cookie })).status, 503);
});

test('limits the rate of the address that the proxy adds', async () => {
  for (let i = 0; i < 30; i++) assert.equal((await post({ 'x-forwarded-for': `10.0.0.${i}, 192.0.2.1` })).status, 200);
  assert.equal((await post({ 'x-forwarded-for': '10.0.1.1, 192.0.2.1' })).status, 429);
  assert.equal((await post({ 'x-forwarded-for': '10.0.1.1, 192.0.2.2' })).status, 200);
});

test('prints only its address', () => assert.match(output, /^Tokens at http:\/\/localhost:\d+\n$/));
