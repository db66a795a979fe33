// A real shop asks its identity provider for its customers' tokens; the sandbox hands them out, unless it has an issuer of yours.
const response = await fetch('/sandbox/tokens');
const tokens = response.ok ? await response.json() : {};

/** The token of a caller; none for nobody. A visitor has no account anywhere: the shop's own endpoint, examples/guest-tokens, gives one. */
export const tokenOf = async (caller) => (caller === 'visitor' && tokens.visitor ? guestToken() : tokens[caller]);

async function guestToken() {
  const answer = await fetch('/shop/connect-token', { method: 'POST' });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  return answer.text();
}
