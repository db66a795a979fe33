import type { ConnectError, ElementAttributes, TokenProvider } from './gigs-connect-button.js';

/** The outcome of Connect. It is `unknown` where the gateway does not know the session, or did not answer. */
export type ConnectOutcome = 'success' | 'cancelled' | 'expired' | 'notAllowed' | 'unknown';

/** For the page to show. It proves nothing, because the shopper can write the address. */
export interface ConnectReturn {
  outcome: ConnectOutcome;
  /** The status that Connect appended to the address; null without one. */
  status: string | null;
  /** Null where Connect did not open the page. A reload keeps it. */
  sessionId: string | null;
  /** The session as the gateway answered, without its `url`; null with an error. */
  session: { object: 'connectSession'; id: string; url?: never; [field: string]: unknown } | null;
  error: ConnectError | null;
}

/** The message to other tabs of this origin, on the `BroadcastChannel` named `gigs-connect-return`. */
export type ConnectReturnMessage = Pick<ConnectReturn, 'outcome'> & { sessionId: string };

export interface ConnectReturnOptions {
  /** The gateway's address, https; http on localhost. */
  endpoint: string;
  tokenProvider: TokenProvider;
  /** How long the gateway may take, tokens included, in milliseconds; default 20000. */
  timeout?: number;
}

/** Gives the outcome of Connect. It never rejects. Call it again after an error that is `retryable`. */
export function connectReturn(options: ConnectReturnOptions): Promise<ConnectReturn>;

export interface GigsConnectReturnEventMap {
  /** The outcome is known and shown. */
  'connect-return': CustomEvent<ConnectReturn>;
}

/** Shows the slot with the outcome's name, and `pending` before. The default slot replaces a missing one. */
export class GigsConnectReturnElement extends HTMLElement {
  /** The gateway's address, https; http on localhost. Required. */
  endpoint: string | null;
  /** Required. The element asks the gateway each time it is set. */
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
