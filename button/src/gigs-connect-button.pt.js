/** The button's texts in Portuguese, for every button of a page whose `lang` is `pt`. */
const messages = {
  busy: 'Um momento…',
  retry: 'Tentar novamente',
  error: 'Ocorreu um erro.',
  offline: 'Sem acesso à internet.',
  timeout: 'Tempo de espera esgotado.',
  unauthenticated: 'É necessário iniciar sessão.',
  permissionDenied: 'Não disponível neste caso.',
  tooManyRequests: 'Demasiados pedidos.',
};

if (/^pt\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
