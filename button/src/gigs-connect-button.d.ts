// Importing this module defines <gigs-connect-button>.

/** The intents of Connect sessions. The gateway's configuration decides which ones it allows. */
export type Intent =
  | 'cancelSubscription'
  | 'changeSubscription'
  | 'checkoutAddon'
  | 'checkoutNewSubscription'
  | 'completePorting'
  | 'confirmPayment'
  | 'resumeSubscription'
  | 'updatePaymentMethod'
  | 'updateUserAddress'
  | 'updateUserFullName'
  | 'viewEsimInstallation'
  | 'viewSubscription'
  | 'viewSubscriptions';

/** The body of `POST /connectSessions`, as in the gateway's reference. */
export interface SessionRequest {
  intent: { type: Intent | (string & {}); [payload: string]: unknown };
  appearance?: { theme?: 'light' | 'dark' };
  callbackUrl?: string;
  user?: string;
  userDetails?: {
    birthday?: string;
    email?: string;
    fullName?: string;
    metadata?: Record<string, string>;
    preferredLocale?: string;
  };
}

/** A session as the gateway answered. Its `url` logs in: never store, log or show it. */
export interface Session {
  object: 'connectSession';
  id: string;
  url: string;
  [field: string]: unknown;
}

/** The reason why there is no session. */
export interface ConnectError {
  /** A type of Gigs' error object, or `client` for an error that the button found. */
  type: string;
  /**
   * A code of the gateway or of Gigs; null where API Gateway or a proxy answered. With the type `client`: `offline`,
   * `timeout`, `unreachable`, `unauthenticated`, `tokenProviderFailed`, `requestInvalid`, `endpointNotAllowed`,
   * `urlNotAllowed`, `navigationBlocked`.
   */
  code: string | null;
  /** The HTTP status; 0 without an answer. */
  status: number;
  /** For developers. A person reads {@link Messages}. */
  message: string;
  /** Search the gateway's log by it. Null without an answer. */
  requestId: string | null;
  /** True where the same click can succeed a moment later. */
  retryable: boolean;
}

/** The texts. An error has the text of its code, otherwise that of its type, otherwise `error`. */
export interface Messages {
  busy?: string;
  retry?: string;
  error?: string;
  offline?: string;
  timeout?: string;
  unauthenticated?: string;
  permissionDenied?: string;
  tooManyRequests?: string;
  [codeOrType: string]: string | undefined;
}

/** Gives the caller's bearer token; `refresh` is true when the gateway has refused the last one. */
export type TokenProvider = (options: {
  refresh: boolean;
}) => string | null | undefined | Promise<string | null | undefined>;

/** For a listener outside of a shadow root with the button, `target` is the root's host. */
type ButtonEvent<Detail> = CustomEvent<Detail> & { readonly target: GigsConnectButtonElement };

export interface GigsConnectButtonEventMap {
  /** Comes before all requests. Cancel it to stay. A change of the request is sent. */
  'connect-before': ButtonEvent<{ request: SessionRequest }>;
  /** Comes before the navigation to Connect. Cancel it to navigate by yourself. */
  'connect-session': ButtonEvent<{ session: Session }>;
  /** There is no session. Cancel it to tell the person by yourself. */
  'connect-error': ButtonEvent<ConnectError>;
}

/**
 * A button that creates a connect session through the gateway and goes to it. Every property is read at the click.
 *
 * Parts: `button` (also `idle`, `busy` or `error`), `message`, `retry`. Custom properties: `--gigs-connect-background`,
 * `--gigs-connect-color`, `--gigs-connect-radius`.
 */
export class GigsConnectButtonElement extends HTMLElement {
  /** The texts of every button on the page. */
  static messages: Messages;

  /** The gateway's address, https; http on localhost. Required. */
  endpoint: string | null;
  /** Required, unless `request` is set. */
  intent: Intent | (string & {}) | null;
  plan: string | null;
  subscription: string | null;
  /** Ids, with spaces or commas between. */
  addons: string | null;
  payment: string | null;
  sim: string | null;
  device: string | null;
  imei: string | null;
  voucherCode: string | null;
  hideIntroPage: boolean;
  hideOutroPage: boolean;
  /** Where Connect leads back to; may be relative to the page. */
  callbackUrl: string | null;
  /** The look of the button and of Connect; without it the button follows the page's `color-scheme`. */
  theme: 'light' | 'dark' | null;
  /** `_blank` opens Connect in a tab of its own, `_top` leaves an iframe. */
  target: '_blank' | '_top' | (string & {}) | null;
  /** The origins that a session's url may have, with spaces between; default `https://connect.gigs.com`. */
  sessionOrigins: string | null;
  /** Sends an `Idempotency-Key`; only for a Gigs project that has the feature. */
  idempotent: boolean;
  disabled: boolean;

  /** Required. */
  tokenProvider: TokenProvider | undefined;
  /** A whole body. It replaces the attributes. */
  request: SessionRequest | null | undefined;
  /** This button's texts, over those of the page. */
  messages: Messages | undefined;
  /** How long a click may take, tokens and waits included, in milliseconds; default 20000. */
  timeout: number;

  readonly state: 'idle' | 'busy' | 'error';

  /** Ends a click's work without an event. The button is idle then. */
  cancel(): void;

  addEventListener<K extends keyof GigsConnectButtonEventMap>(
    type: K,
    listener: (this: GigsConnectButtonElement, event: GigsConnectButtonEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

type Flag = boolean | '';

/** The attributes of every element in JSX. */
export interface ElementAttributes {
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  style?: unknown;
  ref?: unknown;
  key?: string | number | null;
  children?: unknown;
}

/** The element's attributes in JSX. */
export interface GigsConnectButtonAttributes extends ElementAttributes {
  endpoint?: string;
  intent?: Intent | (string & {});
  plan?: string;
  subscription?: string;
  addons?: string;
  payment?: string;
  sim?: string;
  device?: string;
  imei?: string;
  'voucher-code'?: string;
  voucherCode?: string;
  'hide-intro-page'?: Flag;
  hideIntroPage?: Flag;
  'hide-outro-page'?: Flag;
  hideOutroPage?: Flag;
  'callback-url'?: string;
  callbackUrl?: string;
  theme?: 'light' | 'dark';
  target?: '_blank' | '_top' | (string & {});
  'session-origins'?: string;
  sessionOrigins?: string;
  idempotent?: Flag;
  disabled?: Flag;
  tokenProvider?: TokenProvider;
  request?: SessionRequest;
  messages?: Messages;
  timeout?: number;
}

declare global {
  interface HTMLElementTagNameMap {
    'gigs-connect-button': GigsConnectButtonElement;
  }
  interface HTMLElementEventMap extends GigsConnectButtonEventMap {}
  interface DocumentEventMap extends GigsConnectButtonEventMap {}
  namespace JSX {
    interface IntrinsicElements {
      'gigs-connect-button': GigsConnectButtonAttributes;
    }
  }
}
