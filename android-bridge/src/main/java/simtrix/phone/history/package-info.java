/**
 * The calls of the last days as this phone's user may see them, with what has become of each in the
 * CRM. Nothing is sent from here.
 */
package simtrix.phone.history;
