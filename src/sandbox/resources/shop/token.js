export const settings = await (await fetch('/sandbox/settings')).json();

// A real shop asks its identity provider for its customers' tokens; the sandbox hands them out, where it mints any.
const tokens = settings.tokens ? await (await fetch('/sandbox/tokens')).json() : {};

/** The token of a caller; none for nobody. A visitor has no account anywhere: the shop's own endpoint, examples/guest-tokens, gives one. */
export async function tokenOf(caller) {
  if (caller !== 'visitor') return tokens[caller];
  const response = await fetch('/shop/connect-token', { method: 'POST' });
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  return response.text();
}

/** What a person has pasted: the token, or the whole value of the header. */
export const pasted = (field) => field.value.trim().replace(/^Bearer /i, '');
