package simtrix.embedded;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import simtrix.settings.SimtrixSettings;

/**
 * Gives Spring Boot the embedded database where {@code spring.datasource.url} names no other. Boot
 * builds its pool, Flyway and JPA from the connection details as it does from configuration, and
 * ends them before the database, because they depend on it.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoDatabaseConfigured.class)
class EmbeddedDatabaseConfiguration {

  @Bean
  EmbeddedDatabase embeddedDatabase(DataFolder folder, SimtrixSettings settings) {
    return EmbeddedDatabase.start(folder, settings.binaries());
  }

  @Bean
  JdbcConnectionDetails embeddedDatabaseConnection(EmbeddedDatabase database) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return database.username();
      }

      @Override
      public String getPassword() {
        return database.password();
      }

      @Override
      public String getJdbcUrl() {
        return database.url();
      }
    };
  }
}
