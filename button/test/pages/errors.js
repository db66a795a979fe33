// Records the errors of a page, and sends them to the fake gateway because the page may go.
window.errors = [];
const tell = (text) => {
  errors.push(text);
  navigator.sendBeacon(`https://api.shop.example/errors?${performance.timeOrigin}`, text);
};

// An exception has a message. A script or a stylesheet that cannot be loaded has an address.
addEventListener('error', ({ message, target }) => {
  const what = message ?? target.src ?? target.href;
  if (what) tell(`error: ${what}`);
}, true);
addEventListener('unhandledrejection', ({ reason }) => tell(`rejection: ${reason}`));
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  tell(`policy: ${effectiveDirective} ${blockedURI}`);
});
for (const level of ['error', 'warn']) {
  const log = console[level];
  console[level] = (...words) => {
    tell(`${level}: ${words.join(' ')}`);
    log.apply(console, words);
  };
}
