package simtrix.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;

/** For whom Bitrix24 opens its call card in the browser while the phone rings. */
public enum DesktopCard {
  @JsonProperty("never")
  NEVER,
  /** Callers with a record in the CRM. */
  @JsonProperty("known")
  KNOWN,
  /** Everybody who has a number. */
  @JsonProperty("everybody")
  EVERYBODY;

  /** Whether a caller of this kind opens it; one without a number never does. */
  public boolean opensFor(CallerKind kind) {
    return (this == EVERYBODY && kind == CallerKind.UNKNOWN)
        || (this != NEVER && kind == CallerKind.KNOWN);
  }
}
