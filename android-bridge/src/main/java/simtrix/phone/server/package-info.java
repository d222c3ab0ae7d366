/**
 * What the server says and how it is asked (the bridge API). No screen, no table and no radio lives
 * here.
 */
package simtrix.phone.server;
