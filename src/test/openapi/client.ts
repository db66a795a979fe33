// A client as a partner generates it: openapi-typescript's types of docs/openapi.yaml, and openapi-fetch.
import createClient from 'openapi-fetch';
import type { paths } from './target/openapi.js';

declare const process: { env: { API: string; TOKEN: string } };

const { API, TOKEN } = process.env;
const client = createClient<paths>({ baseUrl: API, headers: { Authorization: `Bearer ${TOKEN}` } });

function expect(what: string, seen: boolean) {
  if (!seen) throw new Error(`FAILED: ${what}`);
  console.log(`ok: ${what}`);
}

const created = await client.POST('/connectSessions', {
  body: { intent: { type: 'checkoutNewSubscription', checkoutNewSubscription: { plan: 'pln_1' } } },
});
const isCreated = created.response.status === 201 && created.data?.object === 'connectSession';
expect('a generated client creates a session', isCreated);
const path = { id: created.data!.id };

const updated = await client.PATCH('/connectSessions/{id}', {
  params: { path },
  body: { appearance: { theme: 'dark' } },
});
expect('updates it', updated.data?.id === path.id && updated.data.appearance?.theme === 'dark');

const retrieved = await client.GET('/connectSessions/{id}', { params: { path } });
expect('and retrieves it', retrieved.data?.appearance?.theme === 'dark');

const refused = await client.POST('/connectSessions', {
  // @ts-expect-error The payload is that of another type.
  body: { intent: { type: 'cancelSubscription', confirmPayment: { payment: 'pay_1' } } },
});
const error = refused.error;
expect('tells the error object', error !== undefined && 'code' in error && error.code === 'validationFailed');

const nobody = await client.GET('/connectSessions/{id}', { params: { path }, headers: { Authorization: null } });
const message = nobody.error && !('code' in nobody.error) && nobody.error.message;
expect('from what API Gateway answers', message === 'Unauthorized');
