/**
 * The audit: who did what when, allowed or refused (DESIGN 7). It keeps and lists entries; what is
 * an action and who did it is found out in {@code simtrix.access}, and nothing here is ever changed
 * or deleted.
 */
package simtrix.audit;
