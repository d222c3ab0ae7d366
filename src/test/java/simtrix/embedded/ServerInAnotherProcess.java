package simtrix.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** A server's database in a Java of its own, so that a test can kill that Java and not itself. */
final class ServerInAnotherProcess implements AutoCloseable {
  private final Process java;
  private final String url;
  private final String password;

  private ServerInAnotherProcess(Process java, String url, String password) {
    this.java = java;
    this.url = url;
    this.password = password;
  }

  static ServerInAnotherProcess start(Path data, Path binaries) throws IOException {
    Process java =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                ServerInAnotherProcess.class.getName(),
                data.toString(),
                binaries.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = java.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("READY ")) {
        String[] words = line.split(" ");
        return new ServerInAnotherProcess(java, words[1], words[2]);
      }
    }
    throw new IOException("The other process ended before its database was ready.");
  }

  String url() {
    return url;
  }

  String password() {
    return password;
  }

  /** Does what {@code kill -9} does, and waits until it is done. */
  void kill() {
    java.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Runs in the other process. */
  public static void main(String[] arguments) throws IOException {
    EmbeddedDatabase database =
        EmbeddedDatabase.start(DataFolder.hold(Path.of(arguments[0])), Path.of(arguments[1]));
    System.out.println("READY " + database.url() + " " + database.password());
    while (System.in.read() >= 0) {
      // Until it is killed.
    }
  }
}
