// Reflected properties; the attribute's name is the property's in kebab case.
const STRINGS =
  'endpoint intent plan subscription addons payment sim device imei voucherCode callbackUrl theme target sessionOrigins'.split(' ');
const BOOLEANS = 'hideIntroPage hideOutroPage idempotent disabled'.split(' ');
const PROPERTIES = [...STRINGS, ...BOOLEANS];

// Each intent's payload. An intent that is in neither is about one subscription.
const PAYLOADS = {
  checkoutAddon: 'subscription addons',
  checkoutNewSubscription: 'plan sim device imei voucherCode addons',
  completePorting: 'subscription behavior',
  confirmPayment: 'payment',
};
const WITHOUT_PAYLOAD = /^(update|viewSubscriptions)/;

// API Gateway's own refusals are not Gigs error objects.
const TYPES = { 401: 'unauthenticated', 403: 'permissionDenied', 404: 'notFound', 429: 'tooManyRequests' };

const sheet = globalThis.CSSStyleSheet && new CSSStyleSheet();
sheet?.replaceSync(`:host{display:inline-block}
:host([hidden]){display:none}
:host([theme=light]){color-scheme:light}:host([theme=dark]){color-scheme:dark}
button{font:inherit;color:inherit;cursor:pointer}
button:focus-visible{outline:2px solid CanvasText;outline-offset:2px}
button:first-child{width:100%;min-height:2.75em;padding:.5em 1.25em;border:1px solid #0000;border-radius:var(--gigs-connect-radius,.5em);
background:var(--gigs-connect-background,CanvasText);color:var(--gigs-connect-color,Canvas)}
button:disabled{opacity:.5}
.busy::before{content:'';display:inline-block;padding:.35em;margin-inline-end:.5em;border:.15em dotted;border-radius:50%}
.busy+span{position:absolute;inset:0;clip-path:inset(50%)}
.error+span{display:block;margin-top:.5em}
span+button{min-height:24px;padding:.25em 0;border:0;background:none;text-decoration:underline}
@media (prefers-reduced-motion:no-preference){.busy::before{animation:2s linear infinite turn}}
@keyframes turn{to{rotate:1turn}}
@media (forced-colors:active){button:first-child{background:ButtonFace;color:ButtonText}
button:disabled{color:GrayText;opacity:1}}`);

const element = (name, properties) => Object.assign(document.createElement(name), properties);

const absolute = (url) => element('a', { href: url }).href;

// Encrypted, or on this machine.
const isSecure = (url) => /^https:|^http:\/\/localhost[:/]/.test(url);

// What went wrong before, or instead of, an answer.
const failure = (code, message, retryable = false) => ({ type: 'client', code, status: 0, message, requestId: null, retryable });

/** A button that creates a connect session through the gateway and goes to it. On a server it is a class like any other. */
export class GigsConnectButtonElement extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ['disabled'];

  /** What a person reads, by the error's code or, failing that, its type. */
  static messages = {
    busy: 'One moment…',
    retry: 'Try again',
    error: 'Something went wrong.',
    offline: 'You are offline.',
    timeout: 'This takes too long.',
    unauthenticated: 'Please log in.',
    permissionDenied: 'Not available to you.',
    tooManyRequests: 'Too many requests.',
  };

  // Each keeps what was set before the element was defined.
  tokenProvider = this.tokenProvider;
  request = this.request;
  messages = this.messages;
  timeout = this.timeout ?? 20000;

  #button = element('button', { type: 'button', onclick: () => this.#start() });
  #status = element('span', { role: 'status', part: 'message' });
  #retry = element('button', { type: 'button', part: 'retry', onclick: () => (this.#button.focus(), this.#start()) });
  #run;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    this.#button.append(element('slot', { textContent: 'Continue' }));
    root.append(this.#button, this.#status, this.#retry);
    this.#show('idle');
  }

  connectedCallback() {
    // Properties set before the element was defined hide the accessors below.
    for (const name of PROPERTIES) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    addEventListener('pageshow', this);
  }

  disconnectedCallback() {
    removeEventListener('pageshow', this);
    this.#reset();
  }

  // The page is back from Connect as it was left: busy.
  handleEvent({ persisted }) {
    if (persisted) this.#reset();
  }

  attributeChangedCallback() {
    this.#button.disabled = this.#retry.disabled = this.disabled;
  }

  /** `idle`, `busy` or `error`. */
  get state() {
    return this.#button.className;
  }

  click() {
    this.#button.click();
  }

  #show(state, text = '', retryable = false) {
    this.#button.className = state;
    this.#button.part = `button ${state}`;
    this.#button.ariaBusy = this.#button.ariaDisabled = state === 'busy';
    this.#status.textContent = text;
    this.#retry.textContent = this.#text('retry');
    this.#retry.hidden = !retryable;
  }

  #text(...keys) {
    const messages = { ...GigsConnectButtonElement.messages, ...this.messages };
    return messages[keys.find((key) => messages[key])];
  }

  #emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  #reset() {
    this.#run?.abort();
    this.#run = null;
    this.#show('idle');
  }

  async #start() {
    if (this.#run) return;
    const { target, timeout, sessionOrigins } = this;
    const request = this.request ?? this.#request();
    if (!this.#emit('connect-before', { request })) return;

    const run = (this.#run = new AbortController());
    const { signal } = run;
    // Inside the click, or browsers block it. Where one does all the same, Connect opens in this tab.
    const tab = target === '_blank' ? open('', target) : null;
    if (tab) tab.opener = null;
    this.#show('busy', this.#text('busy'));
    setTimeout(() => run === this.#run && run.abort(failure('timeout', 'no answer', true)), timeout);

    try {
      const session = await Promise.race([
        this.#create(request, signal),
        new Promise((_, reject) => (signal.onabort = () => reject(signal.reason))),
      ]);
      const { origin } = new URL(session.url);
      if (!isSecure(session.url) || !(sessionOrigins ?? 'https://connect.gigs.com').split(/\s+/).includes(origin)) {
        throw failure('urlNotAllowed', `${origin} is not in session-origins`);
      }
      // The page is about to go. Should it stay (a download, a person's "Stay"), the timer makes it idle.
      signal.onabort = () => this.#reset();
      const go = !tab?.closed && this.#emit('connect-session', { session });
      if (go) (tab ?? window).location = session.url;
      else tab?.close();
      if (tab || !go) this.#reset();
    } catch (error) {
      tab?.close();
      if (run !== this.#run) return;
      const detail = error.type
        ? error
        : failure(navigator.onLine ? 'unreachable' : 'offline', error.message, true);
      this.#reset();
      if (this.#emit('connect-error', detail)) {
        this.#show('error', this.#text(detail.code, detail.type, 'error'), detail.retryable);
      }
    }
  }

  #request() {
    const { intent: type, theme, callbackUrl, hideIntroPage, hideOutroPage } = this;
    const values = {
      addons: this.addons?.match(/[^\s,]+/g),
      behavior: (hideIntroPage || hideOutroPage) && { hideIntroPage, hideOutroPage },
    };
    const fields = WITHOUT_PAYLOAD.test(type) ? '' : PAYLOADS[type] ?? 'subscription';
    const payload = {};
    for (const field of fields.split(' ')) {
      const value = field in values ? values[field] : this[field];
      if (value) payload[field] = value;
    }
    return {
      ...(theme && { appearance: { theme } }),
      ...(callbackUrl && { callbackUrl: absolute(callbackUrl) }),
      intent: { type, ...(fields && { [type]: payload }) },
    };
  }

  /** The session, as the gateway answered; throws a failure, or what fetch throws. */
  async #create(request, signal) {
    const { timeout, tokenProvider } = this;
    const endpoint = this.endpoint && absolute(this.endpoint);
    if (!isSecure(endpoint)) throw failure('endpointNotAllowed', 'not https');

    const headers = { 'Content-Type': 'application/json' };
    if (this.idempotent) headers['Idempotency-Key'] = crypto.randomUUID();
    const body = JSON.stringify(request);

    for (let token, waited, refresh = false; ; ) {
      try {
        token ??= await tokenProvider({ refresh });
      } catch (error) {
        throw failure('tokenProviderFailed', error.message, true);
      }
      if (!token) throw failure('unauthenticated', 'no token');
      headers.Authorization = `Bearer ${token}`;

      const url = `${endpoint.replace(/\/*$/, '')}/connectSessions`;
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal });
      const { ok, status } = response;
      const after = response.headers.get('retry-after');
      // Milliseconds, from seconds or from a date, which may have passed; NaN from neither.
      const wait = after * 1000 || Date.parse(after) - Date.now();
      if (status === 401 && !refresh) {
        token = null;
        refresh = true;
      } else if ((status === 429 || status === 503) && wait < timeout && !waited) {
        waited = true;
        await new Promise((resolve) => setTimeout(resolve, wait > 0 && wait));
      } else {
        const answer = (await response.json().catch(() => null)) ?? {};
        if (ok && URL.canParse(answer.url)) return answer;
        const {
          type = TYPES[status] ?? 'internal',
          code = ok ? 'unexpectedResponse' : null,
          message = '',
          requestId = response.headers.get('apigw-requestid'),
        } = answer;
        throw { type, code, status, message, requestId, retryable: status === 429 || status > 499 };
      }
    }
  }
}

for (const name of PROPERTIES) {
  const key = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const isBoolean = BOOLEANS.includes(name);
  Object.defineProperty(GigsConnectButtonElement.prototype, name, {
    get() {
      return isBoolean ? this.hasAttribute(key) : this.getAttribute(key);
    },
    set(value) {
      if (isBoolean) this.toggleAttribute(key, Boolean(value));
      else if (value == null) this.removeAttribute(key);
      else this.setAttribute(key, value);
    },
  });
}
