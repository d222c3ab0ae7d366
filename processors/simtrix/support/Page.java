package simtrix.support;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many there are on all pages together
 */
public record Page<T>(List<T> items, long total) {}
