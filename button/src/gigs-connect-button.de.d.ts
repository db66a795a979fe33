import type { Messages } from './gigs-connect-button-element.js';

declare const messages: Messages;
export default messages;
