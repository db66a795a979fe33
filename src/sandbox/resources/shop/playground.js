import { forget, keep, kept, masked } from './record.js';
import { attributes, markup, payload, payloads } from './tag.js';
import { pasted, settings, tokenOf } from './token.js';

const LABELS = {
  checkoutNewSubscription: 'Get your eSIM',
  checkoutAddon: 'Add 5 GB',
  changeSubscription: 'Change plan',
  viewSubscription: 'View plan',
  viewEsimInstallation: 'Install eSIM',
  completePorting: 'Finish porting',
  cancelSubscription: 'Cancel plan',
  resumeSubscription: 'Resume plan',
  confirmPayment: 'Confirm payment',
  updatePaymentMethod: 'Change card',
  updateUserAddress: 'Change address',
  updateUserFullName: 'Change name',
  viewSubscriptions: 'All plans',
};

const find = (selector) => document.querySelector(selector);
const form = find('#fields');
const fields = form.elements;
const pastedToken = () => pasted(find('#token input'));
let button = find('gigs-connect-button');
let intent;

/** The form's values. An unticked box has no value. The pasted token is not a field of the form. */
const chosen = () =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, fields[name].type === 'checkbox' || value]));

find('[name=callback-url]').defaultValue = `${location.origin}/shop/callback`;
const initial = chosen();

/** Restores values from the address, which has only changed ones. Caller and theme also come from the shop's page. */
function restore() {
  const { caller, theme: page } = JSON.parse(sessionStorage.getItem('settings') ?? '{}');
  const hash = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  form.reset();
  intent = hash.intent in LABELS ? hash.intent : initial.intent;
  fields.label.value = LABELS[intent];
  for (const [name, value] of Object.entries({ caller, page, ...hash })) {
    const field = fields.namedItem(name);
    if (!field || value === undefined) continue;
    if (field.type === 'checkbox') field.checked = value === 'true';
    else field.value = value;
    if (field.selectedIndex < 0) field.selectedIndex = 0;
  }
  apply();
}

function remember(values) {
  const changed = Object.entries(values).filter(
    ([name, value]) => value !== (name === 'label' ? LABELS[intent] : initial[name]),
  );
  history.replaceState(history.state, '', changed.length ? `#${new URLSearchParams(changed)}` : location.pathname);
  const shared = JSON.parse(sessionStorage.getItem('settings') ?? '{"target":""}');
  sessionStorage.setItem('settings', JSON.stringify({ ...shared, caller: values.caller, theme: values.page }));
}

function apply() {
  if (fields.label.value === LABELS[intent]) fields.label.value = LABELS[fields.intent.value];
  intent = fields.intent.value;
  for (const name of payloads) fields[name].labels[0].hidden = !payload(intent).includes(name);
  const values = chosen();
  document.documentElement.dataset.theme = values.page;
  const { lang } = Object.assign(find('#stage'), { lang: values.language || 'en' });
  find('#stage').dataset.theme = values.theme || values.page;
  find('#lang-hint').hidden = !values.language;
  find('#lang').textContent = `<html lang="${lang}">`;
  replace({ ...values, endpoint: location.origin, sessionOrigin: settings.sessionOrigin });
  find('#copied').textContent = '';
  remember(values);
}

/** Replaces the button, because the old one may be busy or show an error. */
function replace(values) {
  if (button.state === 'busy') note('Cancelled, because the button has changed.');
  const before = button;
  button = document.createElement('gigs-connect-button');
  for (const [name, value] of attributes(values)) button.setAttribute(name, value === true ? '' : value);
  // Without Connect, a new tab would open only to close again.
  if (!values.go) button.removeAttribute('target');
  button.textContent = values.label;
  button.tokenProvider = async () => pastedToken() || tokenOf(settings.tokens ? values.caller : 'nobody');
  before.replaceWith(button);
  find('#tag').textContent = markup(values);
  const speaking = button;
  if (values.language) {
    import(`/modules/gigs-connect-button.${values.language}.js`).then((texts) => (speaking.messages = texts.default));
  }
}

function show() {
  for (const id of ['sent', 'answered']) find(`#${id}`).textContent = kept()[id] ?? '';
}

function note(text, answer) {
  find('#outcome').textContent = text;
  if (answer) keep({ answered: masked(answer) });
  show();
}

document.addEventListener('connect-before', ({ target, detail }) => {
  const who =
    pastedToken() || (settings.tokens && fields.caller.value !== 'nobody') ? 'Authorization: Bearer •••\n' : '';
  const key = target.idempotent ? 'Idempotency-Key: •••\n' : '';
  forget();
  keep({
    tag: find('#tag').textContent,
    sent: `POST ${target.endpoint}/connectSessions\n${who}${key}\n${masked(detail.request)}`,
    answered: '…',
  });
  note('Asking the gateway …');
});
document.addEventListener('connect-session', (event) => {
  if (!fields.go.checked) event.preventDefault();
  note(
    `A session was created. ${fields.go.checked ? 'Connect opens.' : 'Connect would open now.'}`,
    event.detail.session,
  );
});
document.addEventListener('connect-error', ({ detail }) => note(`No session: ${detail.code ?? detail.type}.`, detail));
// Connect in another tab has returned to its callback page.
new BroadcastChannel('gigs-connect-return').onmessage = ({ data }) => note('Connect has led back.', data);

find('#copy').addEventListener('click', async () => {
  find('#copied').textContent = '';
  try {
    await navigator.clipboard.writeText(find('#tag').textContent);
    find('#copied').textContent = 'Copied.';
  } catch {
    getSelection().selectAllChildren(find('#tag'));
    find('#copied').textContent = 'Selected: copy it with the keyboard.';
  }
});

find('#callers').hidden = !settings.tokens;
find('#token').hidden = settings.tokens;
form.addEventListener('input', apply);
for (const each of document.forms) each.addEventListener('submit', (event) => event.preventDefault());
// These fields belong to the form but are outside of it. "change" would come too late, during a press of the button.
find('#settings').addEventListener('input', apply);
find('[name=go]').addEventListener('input', apply);
addEventListener('hashchange', restore);
restore();
show();
