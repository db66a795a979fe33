// Importing this module defines <gigs-connect-button>.

/** The intents of Connect sessions. Which of them a gateway allows is its configuration. */
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

/** The body of `POST /connectSessions`; the gateway's reference says what it may hold. */
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

/** A session as the gateway answered. Its `url` logs its holder in: never store, log or show it. */
export interface Session {
  object: 'connectSession';
  id: string;
  url: string;
  [field: string]: unknown;
}

/** Why there is no session. */
export interface ConnectError {
  /** A type of Gigs' error object, or `client` for what the button found out by itself. */
  type: string;
  /**
   * A code of the gateway or of Gigs; null where API Gateway, or a proxy, answered by itself. Of type `client`: `offline`, `timeout`,
   * `unreachable`, `unauthenticated`, `tokenProviderFailed`, `requestInvalid`, `endpointNotAllowed`, `urlNotAllowed`, `navigationBlocked`.
   */
  code: string | null;
  /** The HTTP status; 0 without an answer. */
  status: number;
  /** For developers. A person reads {@link Messages}. */
  message: string;
  /** By which the gateway's log is searched; null without an answer. */
  requestId: string | null;
  /** Whether the same click can succeed a moment later. */
  retryable: boolean;
}

/** What a person reads. An error's text is found by its code, else by its type, else it is `error`. */
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
export type TokenProvider = (options: { refresh: boolean }) => string | null | undefined | Promise<string | null | undefined>;

/** Where the button is in a shadow root, a listener outside has that root's host for `target`. */
type ButtonEvent<Detail> = CustomEvent<Detail> & { readonly target: GigsConnectButtonElement };

export interface GigsConnectButtonEventMap {
  /** Before anything is asked for. Cancel it to stay; change the request to have it sent so. */
  'connect-before': ButtonEvent<{ request: SessionRequest }>;
  /** Before the way to Connect. Cancel it to navigate by yourself. */
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
  /** A whole body, in place of what the attributes say. */
  request: SessionRequest | null | undefined;
  /** This button's texts, over those of the page. */
  messages: Messages | undefined;
  /** How long a click may take, tokens and waits included, in milliseconds; default 20000. */
  timeout: number;

  readonly state: 'idle' | 'busy' | 'error';

  /** Ends what a click has begun, without an event; the button is idle. */
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
