/** The button's texts in French, for every button of a page whose `lang` is `fr`. */
const messages = {
  busy: 'Un instant…',
  retry: 'Réessayer',
  error: 'Une erreur s’est produite.',
  offline: 'Pas de connexion à Internet.',
  timeout: 'L’attente est trop longue.',
  unauthenticated: 'Veuillez vous connecter.',
  permissionDenied: 'Non disponible dans ce cas.',
  tooManyRequests: 'Trop de demandes.',
};

if (/^fr\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
