// Attributes reflect these, in kebab case.
const STRINGS =
  'endpoint intent plan subscription addons payment sim device imei voucherCode callbackUrl theme target sessionOrigins'.split(' ');
const BOOLEANS = 'hideIntroPage hideOutroPage idempotent disabled'.split(' ');
const FIELDS = 'tokenProvider request messages timeout'.split(' ');
const PROPERTIES = [...STRINGS, ...BOOLEANS, ...FIELDS];

// Any other intent is about one subscription.
const PAYLOADS = {
  checkoutAddon: 'subscription addons',
  checkoutNewSubscription: 'plan sim device imei voucherCode addons',
  completePorting: 'subscription behavior',
  confirmPayment: 'payment',
};
const WITHOUT_PAYLOAD = /^(update|viewSubscriptions)/;

// API Gateway's own refusals have no type.
const TYPES = { 401: 'unauthenticated', 403: 'permissionDenied', 404: 'notFound', 429: 'tooManyRequests' };

const CSS = `:host{display:inline-block}
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
button:disabled{color:GrayText;opacity:1}}`;

const element = (name, properties) => Object.assign(document.createElement(name), properties);

const absolute = (url) => element('a', { href: url }).href;

// Encrypted, or on this machine.
const isSecure = (url) => /^https:|^http:\/\/localhost[:/]/.test(url);

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
  console.error(`gigs-connect-button: ${message}`);
  return failure(code, message, retryable);
};

/** A server gets a plain class. */
export class GigsConnectButtonElement extends (globalThis.HTMLElement ?? Object) {
  static formAssociated = true;
  static observedAttributes = ['aria-label', 'aria-labelledby'];

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

  // Frameworks set a property where the prototype has an accessor.
  static {
    for (const name of PROPERTIES) {
      const key = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const isBoolean = BOOLEANS.includes(name);
      const isField = FIELDS.includes(name);
      Object.defineProperty(this.prototype, name, {
        get() {
          if (isField) return this.#fields[name] ?? (name === 'timeout' ? 20000 : undefined);
          // On a server, React writes the property's name.
          const value = this.getAttribute(key) ?? this.getAttribute(name);
          return isBoolean ? value !== null : value;
        },
        set(value) {
          if (isField) this.#fields[name] = value;
          else if (value == null || (isBoolean && !value)) [key, name].map((each) => this.removeAttribute(each));
          else this.setAttribute(key, isBoolean ? '' : value);
        },
      });
    }
  }

  #fields = {};
  #internals = this.attachInternals();
  #button = element('button', { type: 'button', onclick: () => this.#start(), onfocus: () => this.#name() });
  #status = element('span', { role: 'status', part: 'message' });
  #retry = element('button', { type: 'button', part: 'retry', onclick: () => (this.#button.focus(), this.#start()) });
  #run;
  #timer;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.adoptedCallback();
    this.#button.append(element('slot', { textContent: 'Continue' }));
    root.append(this.#button, this.#status, this.#retry);
    // By click(), or by the label.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] === this && !this.#button.disabled) this.#start();
    });
    this.#show('idle');
  }

  connectedCallback() {
    // Properties that were set before the definition hide the accessors.
    for (const name of PROPERTIES) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    addEventListener('pageshow', this);
    this.#name();
  }

  disconnectedCallback() {
    // A button that only moves is connected again by then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      removeEventListener('pageshow', this);
      this.cancel();
    });
  }

  // A sheet belongs to one document.
  adoptedCallback() {
    const view = this.ownerDocument.defaultView;
    if (!view) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.shadowRoot.adoptedStyleSheets = [sheet];
  }

  // By its own attribute, or by a fieldset's.
  formDisabledCallback(disabled) {
    this.#button.disabled = this.#retry.disabled = disabled;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#name();
  }

  // The browser may restore the page as it was: busy.
  handleEvent({ persisted }) {
    if (persisted) this.cancel();
  }

  get state() {
    return this.#button.className;
  }

  cancel() {
    clearTimeout(this.#timer);
    const run = this.#run;
    // Before abort(), because WebKit reports the failed request inside it.
    this.#run = null;
    run?.abort();
    this.#show('idle');
  }

  #name() {
    const ids = this.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const text = (nodes) => nodes.map((node) => node?.textContent).join(' ').trim();
    const named = text(ids.map((id) => this.getRootNode().getElementById(id)));
    this.#button.ariaLabel = named || this.ariaLabel || text([...this.#internals.labels]) || null;
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

  #after(timeout, action) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, timeout);
  }

  async #start() {
    if (this.#run) return;
    const { target, sessionOrigins } = this;
    // A longer timer would end at once.
    const timeout = Math.min(this.timeout, 2 ** 31 - 1);
    const request = this.request ?? this.#request();
    if (!this.#emit('connect-before', { request })) return;

    const run = (this.#run = new AbortController());
    const { signal } = run;
    // Browsers block it outside of the click. If blocked, Connect opens in this tab.
    const tab = target === '_blank' ? open('', target) : null;
    if (tab) tab.opener = null;
    this.#show('busy', this.#text('busy'));
    this.#after(timeout, () => run.abort(failure('timeout', 'no answer', true)));

    try {
      const session = await Promise.race([
        this.#create(request, signal, performance.now() + timeout),
        new Promise((_, reject) => (signal.onabort = () => reject(signal.reason))),
      ]);
      const { origin } = new URL(session.url);
      if (!isSecure(session.url) || !(sessionOrigins ?? 'https://connect.gigs.com').split(/\s+/).includes(origin)) {
        throw mistake('urlNotAllowed', `${origin} is not https, or not in session-origins`);
      }
      // The page may stay: a download, or a person who chooses "Stay".
      this.#after(timeout, () => this.cancel());
      const go = !tab?.closed && this.#emit('connect-session', { session });
      if (go) (tab ?? (target === '_top' ? top : window)).location = session.url;
      else tab?.close();
      if (tab || !go) this.cancel();
    } catch (error) {
      tab?.close();
      if (run !== this.#run) return;
      // A browser's own message may have the session's url.
      const detail = error.type ? error : mistake('navigationBlocked', 'not allowed to leave the iframe');
      this.cancel();
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

  async #create(request, signal, deadline) {
    const { tokenProvider } = this;
    const endpoint = this.endpoint && absolute(this.endpoint);
    if (!isSecure(endpoint)) throw mistake('endpointNotAllowed', 'endpoint is not https');
    if (!tokenProvider) throw mistake('tokenProviderFailed', 'no tokenProvider', true);

    let body;
    try {
      body = JSON.stringify(request);
    } catch (error) {
      throw mistake('requestInvalid', error.message);
    }
    const headers = { 'Content-Type': 'application/json' };
    if (this.idempotent) headers['Idempotency-Key'] = crypto.randomUUID();
    for (let token, waited, refresh = false; ; ) {
      token ??= await tried(() => tokenProvider({ refresh }), 'tokenProviderFailed');
      if (!token) throw failure('unauthenticated', 'no token');
      if (!/^[!-~]+\s*$/.test(token)) throw mistake('tokenProviderFailed', 'not a token for a header', true);
      headers.Authorization = `Bearer ${token}`;

      const url = `${endpoint.replace(/\/*$/, '')}/connectSessions`;
      const sent = { method: 'POST', headers, body, redirect: 'error', signal };
      const response = await tried(() => fetch(url, sent), 'unreachable');
      const { ok, status } = response;
      const after = response.headers.get('retry-after');
      // Retry-After has seconds or a date. Otherwise this is NaN.
      const wait = after * 1000 || Date.parse(after) - Date.now();
      if (status === 401 && !refresh) {
        token = null;
        refresh = true;
      } else if ((status === 429 || status === 503) && wait < deadline - performance.now() && !waited) {
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
        throw { ...failure(code, message, status === 429 || status > 499), type, status, requestId };
      }
    }
  }
}

if (globalThis.customElements && !customElements.get('gigs-connect-button')) {
  customElements.define('gigs-connect-button', GigsConnectButtonElement);
}
