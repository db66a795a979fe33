import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { customers } from './customers.mjs';

const GEORGE = { id: 'customer-1', email: 'George@example.com', emailVerified: true, session: '1' };
const USER = { id: 'usr_1', email: 'george@example.com' };
beforeEach(() => mock.method(console, 'log', () => {}));

const linked = (customer, ...users) => {
  const shop = customers([customer]);
  for (const user of users) shop.link(user, { id: 'sub_1' });
  return shop.account('a=b; session=1');
};

test('links the customer with the same email, whose account then has the user and the subscription', () => {
  assert.deepEqual(linked({ ...GEORGE }, USER, USER), {
    id: 'customer-1',
    email: 'George@example.com',
    emailVerified: true,
    gigsUser: 'usr_1',
    subscriptions: ['sub_1'],
  });
});

test('links no customer with an unverified or another address', () => {
  assert.equal(linked({ ...GEORGE, emailVerified: false }, USER).gigsUser, undefined);
  assert.equal(linked({ ...GEORGE, email: 'susan@example.com' }, USER).gigsUser, undefined);
});

test('keeps the user that a customer has', () => {
  const account = linked({ ...GEORGE, gigsUser: 'usr_0' }, USER);
  assert.equal(account.gigsUser, 'usr_0');
  assert.equal(account.subscriptions, undefined);
});

test('knows no customer without the cookie', () => {
  for (const cookie of [undefined, '', 'session=2', 'xsession=1', 'session=11']) {
    assert.equal(customers([{ ...GEORGE }]).account(cookie), undefined);
  }
});

test('prints no address', () => {
  linked({ ...GEORGE }, USER);
  assert.deepEqual(
    console.log.mock.calls.map(({ arguments: words }) => words),
    [['customer-1 is usr_1 and has sub_1']],
  );
});
