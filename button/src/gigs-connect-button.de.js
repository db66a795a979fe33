/** The button's texts in German, for every button of a page whose `lang` is `de`. */
const messages = {
  busy: 'Einen Moment …',
  retry: 'Erneut versuchen',
  error: 'Etwas ist schiefgelaufen.',
  offline: 'Keine Internetverbindung.',
  timeout: 'Das dauert zu lange.',
  unauthenticated: 'Bitte zuerst anmelden.',
  permissionDenied: 'In diesem Fall nicht verfügbar.',
  tooManyRequests: 'Zu viele Anfragen.',
};

if (/^de\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
