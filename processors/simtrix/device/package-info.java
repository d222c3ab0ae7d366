/**
 * Phones: which are paired, whose they are, how they become so and how they stop being so. Who may
 * ask what is decided in {@code simtrix.access}; calls do not live here.
 */
package simtrix.device;
