package simtrix.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Lets a migration take its time: a change of a big table is silent for longer than the few seconds
 * after which the database counts as frozen.
 */
@Component
class PatientMigrations implements FlywayConfigurationCustomizer {

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration.dataSource(new Patient(configuration.getDataSource()));
  }

  private static final class Patient extends DelegatingDataSource {

    private Patient(DataSource impatient) {
      super(impatient);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      connection.setNetworkTimeout(Runnable::run, 0);
      return connection;
    }
  }
}
