// The script of a partner's page. It records the events of its button.
const shop = { asked: [], events: [], cancel: [] };
window.shop = shop;

// This runs before the element is defined, so the properties are set on an element without accessors.
for (const button of document.querySelectorAll('gigs-connect-button')) {
  button.tokenProvider = async (options) => `token-${shop.asked.push(options)}`;
}

for (const name of ['connect-before', 'connect-session', 'connect-error']) {
  document.addEventListener(name, (event) => {
    shop.events.push({ name, detail: event.detail, composed: event.composed, target: event.target.id });
    if (shop.cancel.includes(name)) event.preventDefault();
  });
}
