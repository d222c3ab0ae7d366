/**
 * What the server says to people, as a key of {@code texts/} with its values, so that logs and the
 * API say it in English and a page in the language of its reader. Which sentences there are is not
 * known here, and nothing is shown here.
 */
package simtrix.text;
