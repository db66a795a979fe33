// The page of a partner's shop that Connect leads back to, with a slot for each outcome.
import { CSP, eventually, GATEWAY, html, network, page, SHOP, tab } from './shop.mjs';

export const SUCCESS = '/done?session_id=csn_1&status=success';

/** Opens this address of the shop; the gateway answers with these, one after another. */
export async function openReturn(address, ...answers) {
  serveReturn(page('return.html'), ...answers);
  await tab.go(SHOP + address);
}

export function serveReturn(document, ...answers) {
  // With this policy a browser sends as much of the address as it can.
  network.stub(`${SHOP}/done`, html(document, { 'Content-Security-Policy': CSP, 'Referrer-Policy': 'unsafe-url' }));
  network.stub(`${GATEWAY}/connectSessions/csn_1`, ...answers);
}

/** The detail of the page's first event. */
export async function result() {
  await tab.until('window.back?.results.length', 1);
  return tab.evaluate('back.results[0]');
}

/** The requests for what became of a session. */
export const retrievals = () =>
  network.requests.filter(({ method, url }) => method === 'GET' && url.startsWith(`${GATEWAY}/connectSessions/`));

/** Waits until this is the only text that a person sees in the element. */
export const awaitShown = (text) =>
  eventually(() => tab.evaluate(() => {
    const texts = [...document.querySelectorAll('gigs-connect-return p')];
    return texts.filter((each) => each.checkVisibility()).map((each) => each.innerText);
  }), [text]);
