/**
 * What is written into the CRM about a call, and what happens when that fails: one small step each,
 * put in order by {@code routes/writes.camel.yaml}. How Bitrix24 is spoken to lives in {@code
 * simtrix.bitrix24}.
 */
package simtrix.writing;
