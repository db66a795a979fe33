/** The button's texts in Dutch, for every button of a page whose `lang` is `nl`. */
const messages = {
  busy: 'Een moment…',
  retry: 'Opnieuw proberen',
  error: 'Er is iets misgegaan.',
  offline: 'Geen internetverbinding.',
  timeout: 'Dit duurt te lang.',
  unauthenticated: 'Log eerst in.',
  permissionDenied: 'In dit geval niet beschikbaar.',
  tooManyRequests: 'Te veel verzoeken.',
};

if (/^nl\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
