// The page of a partner's shop that Connect leads back to, with a slot for each outcome.
import { CSP, GATEWAY, html, network, page, SHOP, tab } from './shop.mjs';

export { known } from './network.mjs';

/** Opens this address of the shop, as Connect leads to it, where the gateway answers so, one after another. */
export async function openReturn(address, ...answers) {
  serveReturn(page('return.html'), ...answers);
  await tab.go(SHOP + address);
}

export function serveReturn(document, ...answers) {
  // The most that a page can tell others of its address.
  network.stub(`${SHOP}/done`, html(document, { 'Content-Security-Policy': CSP, 'Referrer-Policy': 'unsafe-url' }));
  network.stub(`${GATEWAY}/connectSessions/csn_1`, ...answers);
}

/** What the page was told, when it was. */
export async function result() {
  await tab.until('window.back?.results.length', 1);
  return tab.evaluate('back.results[0]');
}

/** The sessions that the gateway was asked for. */
export const retrievals = () =>
  network.requests.filter(({ method, url }) => method === 'GET' && url.startsWith(`${GATEWAY}/connectSessions/`));

/** The texts that a person reads there. */
export const shown = () =>
  tab.evaluate(() => {
    const texts = [...document.querySelectorAll('gigs-connect-return p')];
    return texts.filter((text) => text.checkVisibility()).map((text) => text.innerText);
  });
