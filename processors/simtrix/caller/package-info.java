/**
 * Who is calling: telephone numbers in all their spellings, the look-up with its cache, and the
 * card that a ringing phone shows. What is written about a call is none of its business, and it
 * keeps nothing outside its cache.
 */
package simtrix.caller;
