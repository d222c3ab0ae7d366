/**
 * Everything that knows how Bitrix24 speaks: method names, envelopes, batches, limits, tokens and
 * error codes. What a call means and what the rules say about it does not live here, and no other
 * package names a Bitrix24 method.
 */
package simtrix.bitrix24;
