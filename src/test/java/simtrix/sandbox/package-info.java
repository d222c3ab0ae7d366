/**
 * A stateful stand-in for one Bitrix24 portal and its OAuth server, spoken to over real HTTP and
 * true to REFERENCE.md. Nothing here may use any other part of SIMtrix: the sandbox is the
 * independent witness that the server is held to.
 */
package simtrix.sandbox;
