/**
 * What operators measure: the meters that are about the house as a whole, under the names that the
 * dashboard and the alert rules use. Nothing here changes anything, and no package uses this one.
 */
package simtrix.monitoring;
