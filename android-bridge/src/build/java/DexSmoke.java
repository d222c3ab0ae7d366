import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Turns the dexed code of the app back into Java and runs tests of its core against that: what the
 * dex compiler made of records, sealed types and switches has to do what the source says. Skipped
 * with a sentence where Debian's enjarify is not installed.
 *
 * <p>Arguments: the folder {@code target}, the class path of the tests without the app's own
 * classes, and the tests.
 */
public final class DexSmoke {

  private DexSmoke() {}

  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[0]);
    if (!onPath("enjarify")) {
      System.out.println(
          "The dexed code is not smoke-tested: enjarify is not installed (apt-get install enjarify).");
      return;
    }
    Path jar = target.resolve("from-dex.jar");
    Path dex = target.resolve("app.dex");
    try (ZipFile zip = new ZipFile(target.resolve("app-dex.zip").toFile());
        InputStream in = zip.getInputStream(zip.getEntry("classes.dex"))) {
      Files.copy(in, dex, StandardCopyOption.REPLACE_EXISTING);
    }
    run(List.of("enjarify", "-f", "-o", jar.toString(), dex.toString()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(jar + File.pathSeparator + arguments[1]);
    command.add("org.junit.runner.JUnitCore");
    command.addAll(List.of(arguments).subList(2, arguments.length));
    run(command);
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static void run(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    // Debian's enjarify wants Debian's python3, whichever else comes first on the path.
    builder.environment().merge("PATH", "/usr/bin", (path, debian) -> debian + ":" + path);
    Process process = builder.start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.get(0) + " failed; see above.");
    }
  }
}
