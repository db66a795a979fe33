import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask, folder, hosted, issuer, newKey, settings, tokens, verified } from './fixture.mjs';
import { guestTokens } from './guest-tokens.mjs';

test('publishes both keys while one replaces the other, and no private key', async () => {
  const replaced = (await tokens(ask())).body;
  const privateKey = newKey('second.pem');
  const replacing = (await (await guestTokens({ ...settings, privateKey }))(ask())).body;
  for (const token of [replaced, replacing]) assert.match((await verified(token)).sub, /^guest:/);

  assert.equal(hosted('.well-known/openid-configuration').issuer, issuer);
  assert.equal(hosted('.well-known/openid-configuration').jwks_uri, `${issuer}/jwks.json`);
  const { keys } = hosted('jwks.json');
  assert.equal(new Set(keys.map(({ kid }) => kid)).size, 2);
  for (const key of keys) assert.deepEqual(Object.keys(key), ['kty', 'use', 'alg', 'kid', 'e', 'n']);
  assert.equal(statSync(join(folder, 'second.pem')).mode & 0o777, 0o600);
});

test('overwrites no private key', () => {
  const keys = hosted('jwks.json');
  assert.throws(() => newKey('first.pem'));
  assert.deepEqual(hosted('jwks.json'), keys);
});
