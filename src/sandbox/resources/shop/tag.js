// The tag of a button, as a person would write it into a page.
const PAYLOADS = {
  checkoutAddon: ['subscription', 'addons'],
  checkoutNewSubscription: ['plan', 'addons', 'sim', 'device', 'imei', 'voucher-code'],
  completePorting: ['subscription', 'hide-intro-page', 'hide-outro-page'],
  confirmPayment: ['payment'],
  updatePaymentMethod: [],
  updateUserAddress: [],
  updateUserFullName: [],
  viewSubscriptions: [],
};

/** All attributes of payloads. */
export const payloads = [
  'subscription',
  'plan',
  'payment',
  'addons',
  'sim',
  'device',
  'imei',
  'voucher-code',
  'hide-intro-page',
  'hide-outro-page',
];

/** The attributes of an intent's payload. */
export const payload = (intent) => PAYLOADS[intent] ?? ['subscription'];

/** Name and value of each attribute that is set, in order. The value is `true` for an attribute without a value. */
export function attributes({ endpoint, intent, sessionOrigin, ...values }) {
  const all = { endpoint, intent };
  for (const name of [...payload(intent), 'callback-url', 'theme', 'target', 'idempotent', 'disabled'])
    all[name] = values[name];
  if (sessionOrigin !== 'https://connect.gigs.com') all['session-origins'] = sessionOrigin;
  return Object.entries(all).filter(([, value]) => value);
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** The HTML to paste: scripts and element. */
export function markup(values) {
  const lines = attributes(values).map(([name, value]) => `\n  ${name}${value === true ? '' : `="${escaped(value)}"`}`);
  const scripts = ['', ...(values.language ? [`.${values.language}`] : [])].map(
    (language) =>
      `<script type="module" src="${escaped(values.endpoint)}/modules/gigs-connect-button${language}.js"></script>\n`,
  );
  return `${scripts.join('')}\n<gigs-connect-button${lines.join('')}>${escaped(values.label)}</gigs-connect-button>\n`;
}
