// What the page of a partner does, and a record of what its button told it.
const shop = { asked: [], events: [], cancel: [] };
window.shop = shop;

// Runs before the element is defined: properties are set on an element that is not upgraded yet.
for (const button of document.querySelectorAll('gigs-connect-button')) {
  button.tokenProvider = async (options) => `token-${shop.asked.push(options)}`;
}

for (const name of ['connect-before', 'connect-session', 'connect-error']) {
  document.addEventListener(name, (event) => {
    shop.events.push({ name, detail: event.detail, composed: event.composed, target: event.target.id });
    if (shop.cancel.includes(name)) event.preventDefault();
  });
}
