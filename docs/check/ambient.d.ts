// The page around the lines that the pages show: its button and log-in, and libraries without types here.
import type { GigsConnectButtonElement, TokenProvider } from './gigs-connect-button.js';
import type { GigsConnectReturnElement } from './gigs-connect-return.js';

declare global {
  // The two elements by the ids that they have in the documents.
  interface Document {
    querySelector(selector: '#buy'): GigsConnectButtonElement;
    querySelector(selector: '#back'): GigsConnectReturnElement;
  }
  const button: GigsConnectButtonElement;
  const tokenProvider: TokenProvider;
  const login: { accessToken(options: { refresh: boolean }): Promise<string>; start(): void };
  const token: string;
  // A server of the partner's.
  const sessions: any, app: any, guestTokens: any, listener: any, issuer: string, privateKey: string;
  const signed: any, secret: string, customer: { id: string }, email: string;
  const exports: any;
  // Libraries of the identity providers.
  const users: any, fetchAuthSession: any, auth0: any, okta: any, keycloak: any, auth: any, msal: any;
}
