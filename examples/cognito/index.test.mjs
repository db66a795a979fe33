import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handler } from './trigger/index.mjs';

/** An event as Cognito sends it, where all attributes are strings. */
const event = (userAttributes) => ({
  version: '2',
  triggerSource: 'TokenGeneration_HostedAuth',
  request: {
    userAttributes: { sub: 'd1b0a1c2', 'cognito:user_status': 'CONFIRMED', ...userAttributes },
    scopes: ['openid', 'email'],
  },
  response: { claimsAndScopeOverrideDetails: null },
});
const generated = async (userAttributes) =>
  (await handler(event(userAttributes))).response.claimsAndScopeOverrideDetails.accessTokenGeneration;
const claims = async (userAttributes) => (await generated(userAttributes)).claimsToAddOrOverride;

test('adds the Gigs user and the verified email', async () => {
  assert.deepEqual(await claims({ email: 'elaine@example.com', email_verified: 'true', 'custom:gigs_user': 'usr_1' }), {
    email: 'elaine@example.com',
    email_verified: true,
    gigs_user: 'usr_1',
  });
});

test('marks an email as unverified if Cognito has not verified it', async () => {
  for (const email_verified of ['false', '', undefined]) {
    assert.deepEqual(await claims({ email: 'elaine@example.com', email_verified }), {
      email: 'elaine@example.com',
      email_verified: false,
    });
  }
});

test('adds no claim for an absent attribute', async () => {
  assert.deepEqual(await claims({ email_verified: 'true', gigs_user: 'usr_1', 'custom:gigs_user': '' }), {});
});

test('gives no customer the scope of a backend', async () => {
  assert.deepEqual((await generated({})).scopesToSuppress, ['connect/backend']);
});

test('leaves the rest of the event as it is', async () => {
  const { response, ...rest } = await handler(event({}));
  const { response: before, ...unchanged } = event({});
  assert.deepEqual(rest, unchanged);
  assert.deepEqual(Object.keys(response), Object.keys(before));
});
