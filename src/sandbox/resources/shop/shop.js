import { forget, keep, kept, masked } from './record.js';
import { pasted, settings, tokenOf } from './token.js';

const form = document.querySelector('#settings');
const tokenField = document.querySelector('#token input');
const buttons = document.querySelectorAll('gigs-connect-button');
const caller = () => (settings.tokens ? form.elements.caller.value : 'nobody');
const pastedToken = () => pasted(tokenField);

for (const button of buttons) {
  Object.assign(button, {
    endpoint: location.origin,
    callbackUrl: '/shop/callback',
    sessionOrigins: settings.sessionOrigin,
    idempotent: settings.idempotencyKeys,
    tokenProvider: async () => pastedToken() || tokenOf(caller()),
  });
}

function apply() {
  const { caller, theme, target } = form.elements;
  document.documentElement.dataset.theme = theme.value;
  for (const button of buttons) Object.assign(button, { theme: theme.value, target: target.value || null });
  sessionStorage.setItem(
    'settings',
    JSON.stringify({ caller: caller.value, theme: theme.value, target: target.value }),
  );
}

function show() {
  for (const [id, text] of Object.entries(kept())) document.getElementById(id).textContent = text;
}

document.addEventListener('connect-before', ({ target, detail }) => {
  forget();
  const who = pastedToken() || caller() !== 'nobody' ? 'Authorization: Bearer •••\n' : '';
  keep({
    tag: target
      .cloneNode()
      .outerHTML.replace(/ (?=[\w-]+=)/g, '\n  ')
      .replace('><', `>${target.textContent}<`),
    sent: `POST ${target.endpoint}/connectSessions\n${who}\n${masked(detail.request)}`,
    answered: '…',
  });
  show();
});
document.addEventListener('connect-session', ({ detail }) => {
  keep({ answered: masked(detail.session) });
  show();
});
document.addEventListener('connect-error', ({ detail }) => {
  keep({ answered: masked(detail) });
  show();
});
// Connect in another tab has returned to its callback page.
new BroadcastChannel('gigs-connect-return').onmessage = ({ data }) => {
  keep({ answered: masked(data) });
  show();
};

for (const [name, value] of Object.entries(JSON.parse(sessionStorage.getItem('settings') ?? '{}'))) {
  form.elements[name].value = value;
}
document.querySelector('#callers').hidden = !settings.tokens;
document.querySelector('#token').hidden = settings.tokens;
form.addEventListener('change', apply);
form.addEventListener('submit', (event) => event.preventDefault());
apply();
show();
