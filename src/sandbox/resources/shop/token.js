export const settings = await (await fetch('/sandbox/settings')).json();

// A real shop gets its customers' tokens from its identity provider. Here the sandbox issues them.
const tokens = settings.tokens ? await (await fetch('/sandbox/tokens')).json() : {};

/** The token of a caller, or undefined. A visitor's token comes from the shop's endpoint (examples/guest-tokens). */
export async function tokenOf(caller) {
  if (caller !== 'visitor') return tokens[caller];
  const response = await fetch('/shop/connect-token', { method: 'POST' });
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  return response.text();
}

/** The pasted token. A person may also paste the whole value of the header. */
export const pasted = (field) => field.value.trim().replace(/^Bearer /i, '');
