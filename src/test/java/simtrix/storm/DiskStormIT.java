package simtrix.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;

@DisplayName("The disk of journal and broker is full: 503, nothing lost, and it goes on with room")
class DiskStormIT {

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("Not a byte is left, for a while")
  void full(long seed) throws IOException {
    try (SmallDisk disk = SmallDisk.mount();
        ServerProcess server =
            new ServerProcess(disk.folder, besideABroker(disk), StormServer.SETTINGS);
        Storm storm = Storm.on(server, "disk full", seed, 80)) {
      storm.rage();
      disk.fill();
      PhoneCall refused = storm.refusedCall();
      disk.free();
      Storm.tellAgain(refused);
      storm.blowOver();
      storm.reckon();
    }
  }

  /** The broker would refuse long before, and no disk for tests is so big. */
  private static Path besideABroker(SmallDisk disk) throws IOException {
    Path folder = Files.createDirectories(disk.folder.resolve("work").resolve("config"));
    String file = Files.readString(Path.of("config", "broker.xml"));
    Files.writeString(
        folder.resolve("broker.xml"),
        file.replaceFirst(
            "<min-disk-free>.*</min-disk-free>", "<min-disk-free>1MB</min-disk-free>"));
    return folder.getParent();
  }
}
