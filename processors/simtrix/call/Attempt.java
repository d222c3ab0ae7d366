package simtrix.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One attempt to write a call.
 *
 * @param ticket of the message that it was begun with
 * @param number counted from 1 for each ticket
 */
public record Attempt(UUID call, int ticket, int number) {

  static Attempt of(ResultSet row) throws SQLException {
    return new Attempt(
        UUID.fromString(row.getString("call_id")), row.getInt("ticket"), row.getInt("attempts"));
  }

  Object[] asRow() {
    return new Object[] {call.toString(), ticket, number};
  }
}
