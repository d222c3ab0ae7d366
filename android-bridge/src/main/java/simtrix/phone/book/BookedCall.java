package simtrix.phone.book;

import java.util.Optional;
import simtrix.phone.call.Call;

/**
 * A call and what is known around it.
 *
 * @param card the caller's card, sealed
 * @param status the server's word for where it stands
 */
public record BookedCall(
    Call call, Optional<byte[]> card, Optional<String> status, Optional<String> url) {}
