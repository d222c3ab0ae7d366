/**
 * The file of the phone app that this server hands out. What the app does lives in {@code
 * android-bridge/}; nothing of it is known here but its bytes.
 */
package simtrix.phoneapp;
