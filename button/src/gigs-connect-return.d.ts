import type { ConnectError, ElementAttributes, TokenProvider } from './gigs-connect-button.js';

/** How the way through Connect ended. `unknown` also where the gateway does not know the session, or did not answer. */
export type ConnectOutcome = 'success' | 'cancelled' | 'expired' | 'notAllowed' | 'unknown';

/** What a page may show. It proves nothing: the address was the shopper's to write. */
export interface ConnectReturn {
  outcome: ConnectOutcome;
  /** What Connect appended to the address, as it stood there; null without. */
  status: string | null;
  /** Null where the page was not opened by Connect; a reload keeps it. */
  sessionId: string | null;
  /** The session as the gateway answered, without its `url`; null with an error. */
  session: { object: 'connectSession'; id: string; url?: never; [field: string]: unknown } | null;
  error: ConnectError | null;
}

/** What other tabs of this origin get on the `BroadcastChannel` named `gigs-connect-return`. */
export type ConnectReturnMessage = Pick<ConnectReturn, 'outcome'> & { sessionId: string };

export interface ConnectReturnOptions {
  /** The gateway's address, https; http on localhost. */
  endpoint: string;
  tokenProvider: TokenProvider;
  /** How long the gateway may take, tokens included, in milliseconds; default 20000. */
  timeout?: number;
}

/** How the way through Connect ended. Never rejects; call it again after an error that is `retryable`. */
export function connectReturn(options: ConnectReturnOptions): Promise<ConnectReturn>;

export interface GigsConnectReturnEventMap {
  /** The outcome is known and shown. */
  'connect-return': CustomEvent<ConnectReturn>;
}

/** Shows the slot named as the outcome, `pending` before; the default slot in place of one that is not there. */
export class GigsConnectReturnElement extends HTMLElement {
  /** The gateway's address, https; http on localhost. Required. */
  endpoint: string | null;
  /** Required. Each time it is set, the gateway is asked. */
  tokenProvider: TokenProvider | undefined;
  /** How long the gateway may take, tokens included, in milliseconds; default 20000. */
  timeout: number | undefined;
  /** Undefined until the outcome is known. */
  readonly result?: ConnectReturn;

  addEventListener<K extends keyof GigsConnectReturnEventMap>(
    type: K,
    listener: (this: GigsConnectReturnElement, event: GigsConnectReturnEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The element's attributes in JSX. */
export interface GigsConnectReturnAttributes extends ElementAttributes {
  endpoint?: string;
  tokenProvider?: TokenProvider;
  timeout?: number;
}

declare global {
  interface HTMLElementTagNameMap {
    'gigs-connect-return': GigsConnectReturnElement;
  }
  interface HTMLElementEventMap extends GigsConnectReturnEventMap {}
  interface DocumentEventMap extends GigsConnectReturnEventMap {}
  namespace JSX {
    interface IntrinsicElements {
      'gigs-connect-return': GigsConnectReturnAttributes;
    }
  }
}
