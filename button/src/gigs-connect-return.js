/** Defines `<gigs-connect-return>`. Import it before a router, which may keep the address. */

// Every other status of Connect is `unknown`.
const OUTCOMES = {
  __proto__: null, success: 'success', abort: 'cancelled', auth_expired: 'expired', not_allowed: 'notAllowed',
};

// API Gateway's own refusals have no type.
const TYPES = { 401: 'unauthenticated', 403: 'permissionDenied', 429: 'tooManyRequests' };

const ID = /^session_id=csn_[a-z0-9]+$/i;
const KEY = 'gigs-connect-return';

// From this page's address.
let sessionId = null;
let status = null;
let taken = false;

const failure = (code, message, retryable = false) =>
  ({ type: 'client', code, status: 0, message, requestId: null, retryable });

const tried = async (action, code) => {
  try {
    return await action();
  } catch (reason) {
    throw failure(navigator.onLine ? code : 'offline', String(reason?.message ?? reason), true);
  }
};

const mistake = (code, message, retryable) => {
  console.error(`gigs-connect-return: ${message}`);
  return failure(code, message, retryable);
};

const element = (name, properties) => Object.assign(document.createElement(name), properties);

// This tab keeps it for a reload, and for another copy of this module.
function keep(shown) {
  try {
    sessionStorage[KEY] = JSON.stringify({ sessionId, status, shown });
  } catch {}
}

function recall() {
  try {
    const kept = JSON.parse(sessionStorage[KEY]);
    const isReload = performance.getEntriesByType('navigation')[0].type !== 'navigate';
    if (isReload || !kept.shown || kept.shown === performance.timeOrigin) ({ sessionId, status } = kept);
  } catch {}
}

// The rest of the address stays as it is. A hash may have a query too.
function take() {
  if (!globalThis.history) return;
  const { href } = location;
  const clean = href.replace(/\?[^#]*/g, (query) => {
    // The last one is Connect's. Payment providers have a session_id too.
    const parts = query.slice(1).split('&');
    const ids = parts.filter((part) => ID.test(part));
    if (!ids.length) return query;
    const statuses = parts.filter((part) => /^status=/.test(part));
    // An earlier status may be the callback's own.
    let own = statuses.length - ids.length;
    if (!taken) {
      taken = true;
      sessionId = ids.at(-1).slice(11);
      status = statuses.at(-1)?.slice(7) ?? null;
      keep();
    }
    const rest = parts.filter((part) => !ID.test(part) && (!/^status=/.test(part) || own-- > 0));
    return rest.length ? `?${rest.join('&')}` : '';
  });
  if (clean !== href) history.replaceState(history.state, '', clean);
  if (!sessionId) recall();
}

// Leaves out the url, which logs in.
async function retrieve({ endpoint, tokenProvider }) {
  const base = endpoint && element('a', { href: endpoint }).href;
  if (!/^https:|^http:\/\/localhost[:/]/.test(base)) throw mistake('endpointNotAllowed', 'endpoint is not https');
  if (!tokenProvider) throw mistake('tokenProviderFailed', 'no tokenProvider', true);

  for (let refresh = false; ; refresh = true) {
    const token = await tried(() => tokenProvider({ refresh }), 'tokenProviderFailed');
    if (!token) throw failure('unauthenticated', 'no token');
    if (!/^[!-~]+\s*$/.test(token)) throw mistake('tokenProviderFailed', 'not a token for a header', true);

    const url = `${base.replace(/\/*$/, '')}/connectSessions/${sessionId}`;
    const headers = { Authorization: `Bearer ${token}` };
    const response = await tried(() => fetch(url, { headers, redirect: 'error' }), 'unreachable');
    const { ok, status } = response;
    if (status === 401 && !refresh) continue;
    const { url: secret, ...answer } = (await response.json().catch(() => null)) ?? {};
    if (ok && answer.id === sessionId) return answer;
    const {
      type = TYPES[status] ?? 'internal',
      code = ok ? 'unexpectedResponse' : null,
      message = '',
      requestId = response.headers.get('apigw-requestid'),
    } = answer;
    throw { ...failure(code, message, status === 429 || status > 499), type, status, requestId };
  }
}

/** Never rejects. */
export async function connectReturn(options) {
  take();
  const result = { outcome: 'unknown', status, sessionId, session: null, error: null };
  if (!sessionId) return result;

  try {
    result.session = await Promise.race([
      retrieve(options),
      new Promise((_, reject) => {
        const timeout = Math.min(options.timeout ?? 20000, 2 ** 31 - 1);
        setTimeout(reject, timeout, failure('timeout', 'no answer', true));
      }),
    ]);
    result.outcome = OUTCOMES[status] ?? 'unknown';
  } catch (error) {
    result.error = error;
  }
  if (!result.error?.retryable) keep(performance.timeOrigin);
  // The tab that opened Connect listens.
  const channel = new BroadcastChannel(KEY);
  channel.postMessage({ outcome: result.outcome, sessionId });
  channel.close();
  return result;
}

/** A server gets a plain class. */
export class GigsConnectReturnElement extends (globalThis.HTMLElement ?? Object) {
  #timeout;
  #tokenProvider;
  #slot = element('slot');
  #run;

  constructor() {
    super();
    const status = element('div', { role: 'status' });
    status.append(this.#slot);
    this.#slot.append(element('slot'));
    this.attachShadow({ mode: 'open' }).append(status);
  }

  connectedCallback() {
    // Properties that were set before the definition hide the accessors.
    const own = { ...this };
    for (const name in own) delete this[name];
    Object.assign(this, own);
    this.#ask();
  }

  get endpoint() {
    return this.getAttribute('endpoint');
  }

  set endpoint(value) {
    this.setAttribute('endpoint', value);
  }

  get timeout() {
    return this.#timeout;
  }

  set timeout(value) {
    this.#timeout = value;
  }

  get tokenProvider() {
    return this.#tokenProvider;
  }

  // Asks the gateway each time.
  set tokenProvider(value) {
    this.#tokenProvider = value;
    this.#ask();
  }

  async #ask() {
    this.#slot.name = 'pending';
    if (!this.isConnected || (sessionId && !this.#tokenProvider)) return;
    const run = (this.#run = {});
    // The page may set more than tokenProvider.
    await run;
    const result = run === this.#run && (await connectReturn(this));
    if (run !== this.#run) return;
    this.result = result;
    this.#slot.name = result.outcome;
    this.dispatchEvent(new CustomEvent('connect-return', { detail: result, bubbles: true, composed: true }));
  }
}

take();
if (globalThis.customElements && !customElements.get('gigs-connect-return')) {
  customElements.define('gigs-connect-return', GigsConnectReturnElement);
}
