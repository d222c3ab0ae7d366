/**
 * How a portal comes in and what it tells afterwards: installations, events, the operator's
 * webhook. How a portal is asked does not live here, nor what a change in its CRM means.
 */
package simtrix.installation;
