package simtrix.storm;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;

@DisplayName("The database is gone for a while: 503, nothing lost, and it goes on by itself")
class DatabaseStormIT {

  private final ServerProcess server = StormServer.shared();

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("kill -9 of the database, three times")
  void killed(long seed) {
    try (Storm storm = Storm.on(server, "database killed", seed, 80)) {
      for (int i = 0; i < 3; i++) {
        storm.rage();
        storm.kill(server::killDatabase);
      }
      storm.blowOver();
      storm.reckon();
    }
  }

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("SIGSTOP: it takes connections and does not answer")
  void frozen(long seed) {
    try (Storm storm = Storm.on(server, "database frozen", seed, 60)) {
      storm.rage();
      server.freezeDatabase();
      PhoneCall refused;
      try {
        long asked = System.nanoTime();
        refused = storm.refusedCall();
        System.out.printf(
            "Frozen database: 503 after %d ms%n", (System.nanoTime() - asked) / 1_000_000);
      } finally {
        server.thawDatabase();
      }
      Storm.tellAgain(refused);
      storm.blowOver();
      storm.reckon();
    }
  }
}
