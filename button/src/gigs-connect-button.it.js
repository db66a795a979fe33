/** The button's texts in Italian, for every button of a page whose `lang` is `it`. */
const messages = {
  busy: 'Un momento…',
  retry: 'Riprova',
  error: 'Qualcosa è andato storto.',
  offline: 'Nessuna connessione a Internet.',
  timeout: 'L’attesa è troppo lunga.',
  unauthenticated: 'È necessario accedere.',
  permissionDenied: 'Non disponibile in questo caso.',
  tooManyRequests: 'Troppe richieste.',
};

if (/^it\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
