/** The button's texts in Polish, for every button of a page whose `lang` is `pl`. */
const messages = {
  busy: 'Chwileczkę…',
  retry: 'Spróbuj ponownie',
  error: 'Coś poszło nie tak.',
  offline: 'Brak połączenia z internetem.',
  timeout: 'To trwa zbyt długo.',
  unauthenticated: 'Trzeba się zalogować.',
  permissionDenied: 'W tym przypadku niedostępne.',
  tooManyRequests: 'Zbyt wiele żądań.',
};

if (/^pl\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
