package simtrix.bitrix24;

/**
 * What a write is made for.
 *
 * @param id our id of the call; the portal keeps it, and what is written already is found by it
 * @param ticket of the message that had it written
 * @param attempt counted from 1 for each ticket; it may write nothing more once another one has
 *     begun (decision 0020)
 */
public record Origin(String id, int ticket, int attempt) {}
