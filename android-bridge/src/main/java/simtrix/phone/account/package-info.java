/**
 * The pairing of this phone with a company's server, and the settings that came with it. The token
 * is kept encrypted and leaves this package only into the header of a request.
 */
package simtrix.phone.account;
