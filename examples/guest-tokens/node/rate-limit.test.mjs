import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateLimit } from './rate-limit.mjs';

test('limits the tokens of each address in a minute', () => {
  let time = 0;
  const admits = rateLimit({ perMinute: 2, now: () => time });
  assert.deepEqual(['a', 'a', 'a', 'b'].map(admits), [true, true, false, true]);
  time = 59_999;
  assert.equal(admits('a'), false);
  time = 60_000;
  assert.equal(admits('a'), true);
});

test('limits the number of addresses, and forgets them after a minute', () => {
  let time = 0;
  const admits = rateLimit({ addresses: 2, now: () => time });
  assert.deepEqual(['a', 'b', 'c', 'a'].map(admits), [true, true, false, true]);
  time = 60_000;
  assert.equal(admits('c'), true);
});

test('counts an IPv6 network as one address', () => {
  const admits = rateLimit({ perMinute: 1 });
  assert.equal(admits('2001:db8:0:1:a:b:c:d'), true);
  assert.equal(admits('2001:db8:0:1::d'), false);
  assert.equal(admits('2001:db8::1'), true);
  assert.equal(admits('2001:db8::2:0:0:1'), false);
  assert.equal(admits('2001:db8:0:2::1'), true);
  assert.equal(admits('::ffff:192.0.2.1'), true);
  assert.equal(admits('::ffff:192.0.2.2'), true);
});
