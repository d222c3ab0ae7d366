package simtrix.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import simtrix.failure.CrmFailure;

/** What became of one {@link Command}. */
public sealed interface Outcome {

  /** The portal's {@code result}; {@code MissingNode} where the portal sent none. */
  record Success(JsonNode result) implements Outcome {}

  /** The command's own error, judged as if it had come alone (DESIGN 7). */
  record Refused(CrmFailure failure) implements Outcome {}
}
