/**
 * Says of route files, before they run, what is wrong with them: file, line, column and a sentence.
 * Nothing is started or replaced here, so that an editor and a commit hook can ask as well.
 */
package simtrix.routing.check;
