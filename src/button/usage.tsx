// Compiled, never run: what a partner's page writes has to be right for the types, and mistakes have to be wrong.
import { GigsConnectButtonElement, type ConnectError } from './gigs-connect-button.js';

const button = document.createElement('gigs-connect-button');
button.endpoint = 'https://api.shop.example';
button.intent = 'checkoutAddon';
button.tokenProvider = async ({ refresh }) => (refresh ? 'fresh' : 'cached');
button.request = { intent: { type: 'viewSubscriptions' }, userDetails: { preferredLocale: 'de-DE' } };
button.messages = { planNotAllowed: 'Sold out', retry: 'Nochmal' };
GigsConnectButtonElement.messages.error = 'Das hat nicht geklappt.';
button.addEventListener('connect-session', ({ detail }) => location.assign(detail.session.url));
document.body.addEventListener('connect-error', ({ detail }) => report(detail));
const state: 'idle' | 'busy' | 'error' = button.state;

// @ts-expect-error: the state is the button's own
button.state = 'idle';
// @ts-expect-error: there are two themes
button.theme = 'sepia';
// @ts-expect-error: a token is not a provider
button.tokenProvider = 'token';

export const jsx = (
  <gigs-connect-button endpoint="https://api.shop.example" intent="viewSubscription" subscription="sub_1" voucher-code="SUMMER">
    View plan
  </gigs-connect-button>
);
// @ts-expect-error: attributes are in kebab case
export const wrong = <gigs-connect-button voucherCode="SUMMER" />;

function report(error: ConnectError): string {
  return `${state} ${error.type} ${error.requestId}`;
}
