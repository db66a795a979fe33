/** Defines `<gigs-connect-button>`. For the class alone, import `gigs-connect-button-element.js`. */
import { GigsConnectButtonElement } from './gigs-connect-button-element.js';

if (globalThis.customElements && !customElements.get('gigs-connect-button')) {
  customElements.define('gigs-connect-button', GigsConnectButtonElement);
}

export { GigsConnectButtonElement };
