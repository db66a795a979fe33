/** The page that Connect leads back to: defines `<gigs-connect-return>`. Import it before a router, which may keep the address. */

// How Connect's status reads here; any other is `unknown`.
const OUTCOMES = {
  __proto__: null, success: 'success', abort: 'cancelled', auth_expired: 'expired', not_allowed: 'notAllowed',
};

// API Gateway's own refusals are not Gigs error objects.
const TYPES = { 401: 'unauthenticated', 403: 'permissionDenied', 429: 'tooManyRequests' };

// What Connect has appended to this page's address.
let sessionId = null;
let status = null;

// What went wrong before, or instead of, an answer.
const failure = (code, message, retryable = false) => ({ type: 'client', code, status: 0, message, requestId: null, retryable });

const element = (name, properties) => Object.assign(document.createElement(name), properties);

/** Takes Connect's two parameters out of the address; the rest of it, the hash's own query included, stays as it is. */
function take() {
  if (!globalThis.history) return;
  const { href } = location;
  const clean = href.replace(/\?[^#]*/g, (query) => {
    const parts = query.slice(1).split('&');
    // The last, since Connect appends.
    const cut = (pattern) => {
      const at = parts.findLastIndex((part) => pattern.test(part));
      return at < 0 ? null : pattern.exec(parts.splice(at, 1))[1];
    };
    // Payment providers have a session_id too. An earlier one of Connect's is the callback's own.
    for (let id; (id = cut(/^session_id=(csn_[a-z0-9]+)$/i)); ) {
      const hint = cut(/^status=(.*)/);
      if (!sessionId) [sessionId, status] = [id, hint];
    }
    return parts.length ? `?${parts.join('&')}` : '';
  });
  if (clean !== href) history.replaceState(history.state, '', clean);
}

/** The session, as the gateway answered, without what logs in; throws a failure, or what fetch throws. */
async function retrieve({ endpoint, tokenProvider }) {
  const base = endpoint && element('a', { href: endpoint }).href;
  if (!/^https:|^http:\/\/localhost[:/]/.test(base)) throw failure('endpointNotAllowed', 'not https');

  for (let refresh = false; ; refresh = true) {
    let token;
    try {
      token = await tokenProvider({ refresh });
    } catch (error) {
      throw failure('tokenProviderFailed', error.message, true);
    }
    if (!token) throw failure('unauthenticated', 'no token');

    const response = await fetch(`${base.replace(/\/*$/, '')}/connectSessions/${sessionId}`, {
      headers: { Authorization: `Bearer ${token}` },
      redirect: 'error',
    });
    const { ok, status } = response;
    if (status === 401 && !refresh) continue;
    const { url, ...answer } = (await response.json().catch(() => null)) ?? {};
    if (ok && answer.id === sessionId) return answer;
    const {
      type = TYPES[status] ?? 'internal',
      code = ok ? 'unexpectedResponse' : null,
      message = '',
      requestId = response.headers.get('apigw-requestid'),
    } = answer;
    throw { type, code, status, message, requestId, retryable: status === 429 || status > 499 };
  }
}

/** How the way through Connect ended: what the address says, where the gateway knows the session. Never rejects. */
export async function connectReturn(options) {
  take();
  const result = { outcome: 'unknown', status, sessionId, session: null, error: null };
  if (!sessionId) return result;

  try {
    result.session = await Promise.race([
      retrieve(options),
      new Promise((_, reject) => setTimeout(reject, options.timeout ?? 20000, failure('timeout', 'no answer', true))),
    ]);
    result.outcome = OUTCOMES[status] ?? 'unknown';
  } catch (error) {
    result.error = error.type ? error : failure(navigator.onLine ? 'unreachable' : 'offline', error.message, true);
  }
  // For the page that opened Connect in this tab.
  const channel = new BroadcastChannel('gigs-connect-return');
  channel.postMessage({ outcome: result.outcome, sessionId });
  channel.close();
  return result;
}

/** Shows the slot of the outcome, or what has no slot. On a server, where nothing is shown, it is a class like any other. */
export class GigsConnectReturnElement extends (globalThis.HTMLElement ?? Object) {
  // Keeps what was set before the element was defined.
  timeout = this.timeout;
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
    // Properties set before the element was defined hide the accessors below.
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

  get tokenProvider() {
    return this.#tokenProvider;
  }

  /** Asks the gateway, and once more each time it is set. */
  set tokenProvider(value) {
    this.#tokenProvider = value;
    this.#ask();
  }

  async #ask() {
    this.#slot.name = 'pending';
    if (!this.isConnected || (sessionId && !this.#tokenProvider)) return;
    const run = (this.#run = {});
    // What the page sets beside tokenProvider counts too.
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
