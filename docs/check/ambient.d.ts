// The page around the lines that the documents show: its button and log-in, and libraries without types here.
declare const button: import('./gigs-connect-button.js').GigsConnectButtonElement;
declare const tokenProvider: import('./gigs-connect-button.js').TokenProvider;
declare const login: { accessToken(options: { refresh: boolean }): Promise<string>; start(): void };
declare const token: string;
// The two elements by the ids that they have in the documents.
interface Document {
  querySelector(selector: '#buy'): import('./gigs-connect-button.js').GigsConnectButtonElement;
  querySelector(selector: '#back'): import('./gigs-connect-return.js').GigsConnectReturnElement;
}
// A server of the partner's.
declare const sessions: any, app: any, guestTokens: any, listener: any, issuer: string, privateKey: string;
declare const signed: any, secret: string, customer: { id: string }, email: string;
declare const exports: any;
// Libraries of the identity providers, and those that button/fixtures/snippets has the types of.
declare const users: any, fetchAuthSession: any, auth0: any, okta: any, keycloak: any, auth: any, msal: any;
declare module '@angular/core';
declare module '@capacitor/app';
declare module '@capacitor/browser';
declare module 'lit';
