/**
 * What tests of the whole server share: the running server, a phone, a support person and an
 * installed portal, all of them over HTTP. What is tested does not live here.
 */
package simtrix.testing;
