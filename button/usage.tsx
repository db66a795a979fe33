// Only compiled: the types must accept a partner's page, and refuse mistakes.
import { GigsConnectButtonElement, type ConnectError } from './src/gigs-connect-button.js';
import { connectReturn, type ConnectReturnMessage } from './src/gigs-connect-return.js';
import german from './src/gigs-connect-button.de.js';

const button = document.createElement('gigs-connect-button');
button.endpoint = 'https://api.shop.example';
button.intent = 'checkoutAddon';
button.tokenProvider = async ({ refresh }) => (refresh ? 'fresh' : 'cached');
button.request = { intent: { type: 'viewSubscriptions' }, userDetails: { preferredLocale: 'de-DE' } };
button.messages = { ...german, planNotAllowed: 'Sold out', retry: 'Nochmal' };
GigsConnectButtonElement.messages.error = 'Das hat nicht geklappt.';
button.addEventListener('connect-session', ({ detail }) => location.assign(detail.session.url));
document.body.addEventListener('connect-error', ({ detail }) => report(detail));
document.addEventListener('connect-session', ({ detail }) => location.assign(detail.session.url));
const state: 'idle' | 'busy' | 'error' = button.state;

// @ts-expect-error: the state is the button's own
button.state = 'idle';
// @ts-expect-error: there are two themes
button.theme = 'sepia';
// @ts-expect-error: a token is not a provider
button.tokenProvider = 'token';

const options = { endpoint: 'https://api.shop.example', tokenProvider: () => 'token' };
const { outcome, session } = await connectReturn(options);
const ended: 'success' | 'cancelled' | 'expired' | 'notAllowed' | 'unknown' = outcome;
const channel = new BroadcastChannel('gigs-connect-return');
channel.onmessage = ({ data }: MessageEvent<ConnectReturnMessage>) => ended === data.outcome;
const back = document.createElement('gigs-connect-return');
back.tokenProvider = async ({ refresh }) => (refresh ? 'fresh' : 'cached');
back.addEventListener('connect-return', ({ detail }) => detail.error && report(detail.error));

// @ts-expect-error: the url, which logs in, is not here
session?.url.length;
// @ts-expect-error: without a provider there is no token
connectReturn({ endpoint: 'https://api.shop.example' });
// @ts-expect-error: the result is the element's own
back.result = undefined;

export const landing = <gigs-connect-return endpoint="https://api.shop.example">Back in the shop</gigs-connect-return>;
export const jsx = (
  <gigs-connect-button
    endpoint="https://api.shop.example"
    intent="viewSubscription"
    subscription="sub_1"
    voucher-code="SUMMER"
  >
    View plan
  </gigs-connect-button>
);
// @ts-expect-error: there is no such attribute
export const wrong = <gigs-connect-button voucher="SUMMER" />;

function report(error: ConnectError): string {
  return `${state} ${error.type} ${error.requestId}`;
}

// JSX takes the property's name too.
export const camel = (
  <gigs-connect-button
    callbackUrl="/done"
    hideIntroPage
    voucherCode="SUMMER"
    sessionOrigins="https://connect.gigs.com"
  />
);
button.target = '_top';
button.cancel();
