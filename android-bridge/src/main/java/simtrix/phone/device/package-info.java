/**
 * What the phone itself gives to the app: its clocks, its disk, its key store. Calls and servers
 * are unknown here.
 */
package simtrix.phone.device;
