package simtrix.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.xml.sax.SAXParseException;
import simtrix.settings.StartRefusedException;

/**
 * {@code config/broker.xml}: the operator's, beside the working directory, else the copy in the
 * jar. It is an Artemis broker file, so that a stand-alone broker takes the same one.
 */
final class BrokerFile {
  private static final String NAME = "config/broker.xml";

  private BrokerFile() {}

  /**
   * Reads the file that is in force.
   *
   * @throws StartRefusedException if Artemis does not take it; the sentence says what it complains
   *     of
   */
  static Configuration read() {
    return read(
        Files.exists(Path.of(NAME)) ? new FileSystemResource(NAME) : new ClassPathResource(NAME));
  }

  static Configuration read(Resource file) {
    try {
      FileConfiguration configuration = new FileConfiguration();
      FileDeploymentManager deployment = new FileDeploymentManager(file.getURL().toString());
      deployment.addDeployable(configuration);
      deployment.readConfiguration();
      return configuration;
    } catch (Exception artemisDeclaresNoLess) {
      throw refused(file, artemisDeclaresNoLess);
    }
  }

  private static StartRefusedException refused(Resource file, Exception cause) {
    String where =
        cause instanceof SAXParseException parse ? "line " + parse.getLineNumber() + ": " : "";
    return new StartRefusedException(
        "The broker file (%s) is not right: %s%s"
            .formatted(file.getDescription(), where, cause.getMessage()),
        cause);
  }
}
