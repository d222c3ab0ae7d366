package simtrix.mending;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a person sends to have a letter corrected and tried again.
 *
 * @param payload as the letter's detail shows it, with other values for fields that may change; a
 *     field that is left out stays as it is
 */
public record Edit(ObjectNode payload) {}
