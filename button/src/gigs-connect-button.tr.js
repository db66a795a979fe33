/** The button's texts in Turkish, for every button of a page whose `lang` is `tr`. */
const messages = {
  busy: 'Bir dakika…',
  retry: 'Tekrar deneyin',
  error: 'Bir sorun oluştu.',
  offline: 'İnternet bağlantısı yok.',
  timeout: 'Bu çok uzun sürüyor.',
  unauthenticated: 'Lütfen giriş yapın.',
  permissionDenied: 'Bu durumda kullanılamıyor.',
  tooManyRequests: 'Çok fazla istek var.',
};

if (/^tr\b/i.test(globalThis.document?.documentElement.lang)) {
  customElements.whenDefined('gigs-connect-button').then((button) => Object.assign(button.messages, messages));
}

export default messages;
