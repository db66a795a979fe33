/** Gigs Connect Gateway: one room per concern, data flows session → policy → gigs → secret. */
package io.connectgateway;
