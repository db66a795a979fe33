import { Webhook } from 'standardwebhooks';

/**
 * The endpoint for Gigs' webhooks: one request in, with its body as it came, and one status out. `gigs(path)` reads from Gigs. `link` is the
 * shop's own: it gets a Gigs user, whose email Gigs has verified, and one of the user's subscriptions.
 */
export function gigsWebhooks({ secret, gigs, link, seen = memory() }) {
  const webhook = new Webhook(secret);

  return async ({ headers, body }) => {
    // Gigs sends through Svix, which uses one of two prefixes for the same three headers.
    const named = (name) => headers[`webhook-${name}`] ?? headers[`svix-${name}`];
    const id = named('id');
    let event;
    try {
      event = webhook.verify(body, { 'webhook-id': id, 'webhook-timestamp': named('timestamp'), 'webhook-signature': named('signature') });
    } catch {
      return 401;
    }
    if (seen.has(id)) return 204;
    try {
      if (event?.type?.startsWith('com.gigs.subscription.')) await subscriptionChanged(event.data.id);
    } catch (error) {
      console.error(`${event.type} ${id}: ${error.message}`);
      return 503;
    }
    // Not before the work is done: after a failure, the same message comes again.
    seen.add(id);
    return 204;
  };

  /** Events come late, twice and out of order. They say that something has changed, and Gigs says how it is now. */
  async function subscriptionChanged(id) {
    const subscription = await gigs(`subscriptions/${encodeURIComponent(id)}`);
    const user = await gigs(`users/${encodeURIComponent(subscription.user.id)}`);
    if (user.emailVerified && (user.status ?? 'active') === 'active') await link(user, subscription);
  }
}

/** Reads from Gigs, in 4 seconds at most. */
export const gigsApi =
  ({ url = 'https://api.gigs.com', project, token }) =>
  async (path) => {
    const response = await fetch(`${url}/projects/${project}/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(4000),
    });
    if (!response.ok) throw new Error(`Gigs answers ${response.status}`);
    return response.json();
  };

/** The last ids of this process. */
export function memory(size = 10_000) {
  const ids = new Set();
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id);
      if (ids.size > size) ids.delete(ids.values().next().value);
    },
  };
}
