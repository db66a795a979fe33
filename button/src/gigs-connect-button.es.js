/** The button's texts in Spanish, for every button of a page whose `lang` is `es`. */
const messages = {
  busy: 'Un momento…',
  retry: 'Reintentar',
  error: 'Algo ha salido mal.',
  offline: 'No hay conexión a internet.',
  timeout: 'Está tardando demasiado.',
  unauthenticated: 'Es necesario iniciar sesión.',
  permissionDenied: 'No está disponible en este caso.',
  tooManyRequests: 'Demasiadas solicitudes.',
};

if (/^es\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
