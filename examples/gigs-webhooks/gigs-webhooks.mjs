import { Webhook } from 'standardwebhooks';

/**
 * The endpoint for Gigs' webhooks. It takes one request, with its unchanged body, and returns a status. `gigs(path)`
 * reads from Gigs. The shop writes `link`, which gets a Gigs user with a verified email, and one of its subscriptions.
 */
export function gigsWebhooks({ secret, gigs, link, seen = memory() }) {
  const webhook = new Webhook(secret);

  return async ({ headers, body }) => {
    // Gigs sends through Svix, which uses one of two prefixes for these three headers.
    const named = (name) => headers[`webhook-${name}`] ?? headers[`svix-${name}`];
    const id = named('id');
    let event;
    try {
      const [timestamp, signature] = [named('timestamp'), named('signature')];
      event = webhook.verify(body, {
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      });
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
    // Only now, because after a failure Gigs sends the same message again.
    seen.add(id);
    return 204;
  };

  /** Events come late, twice and out of order. So this reads the current state from Gigs. */
  async function subscriptionChanged(id) {
    const subscription = await gigs(`subscriptions/${encodeURIComponent(id)}`);
    const user = await gigs(`users/${encodeURIComponent(subscription.user.id)}`);
    if (user.emailVerified && (user.status ?? 'active') === 'active') await link(user, subscription);
  }
}

/** Reads from Gigs, within 4 seconds. */
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

/** Remembers the last ids in this process. */
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
