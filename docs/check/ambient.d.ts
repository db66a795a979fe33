// What a page's lines take from around them: the page's own button and log-in, and libraries of others, whose types are not here.
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
  let opened: string;
  function show(outcome: string): void;
  // A server of the partner's.
  const sessions: { find(key: string): Promise<{ customerId: string; email: string; emailVerified: boolean; gigsUser?: string } | null> };
  const app: any, guestTokens: any, listener: any, issuer: string, privateKey: string;
  const signed: any, secret: string, customer: { id: string }, email: string;
  const exports: any;
  // Libraries of the identity providers.
  const users: any, fetchAuthSession: any, auth0: any, okta: any, keycloak: any, auth: any, msal: any;
}
