package simtrix.mending;

/**
 * One letter of a job, whose turn it is.
 *
 * @param by the user who made the job
 */
public record RetryItem(long job, long letter, String by) {}
