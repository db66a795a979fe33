// Importing this module defines <gigs-connect-button>.
export * from './gigs-connect-button-element.js';
