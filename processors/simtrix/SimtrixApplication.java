package simtrix;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server: {@code java -jar target/simtrix.jar}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SimtrixApplication {

  public static void main(String[] args) {
    SpringApplication.run(SimtrixApplication.class, args);
  }
}
