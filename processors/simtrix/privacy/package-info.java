/**
 * What is kept about persons, and how it is forgotten: after the retention, or because somebody
 * asks (DESIGN 9). Who keeps something of a call forgets it itself when {@link
 * simtrix.call.CallsForgotten} says so; what stands in Bitrix24 is not touched from here.
 */
package simtrix.privacy;
