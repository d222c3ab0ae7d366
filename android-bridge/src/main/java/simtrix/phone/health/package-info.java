/**
 * What Android allows this app to do, and what it has to be allowed to work well. Here it is only
 * looked at; asking is done by the screens.
 */
package simtrix.phone.health;
