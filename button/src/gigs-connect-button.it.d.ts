import type { Messages } from './gigs-connect-button.js';

declare const messages: Messages;
export default messages;
