package simtrix.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import simtrix.SimtrixApplication;

/**
 * The server with a Bitrix24 sandbox beside it and the page {@code /demo}: {@code mvn
 * spring-boot:test-run} (DESIGN 8). The profile keeps the demo out of every other test.
 */
@Profile(DemoApplication.PROFILE)
@SpringBootApplication
@Import(SimtrixApplication.class)
public class DemoApplication {

  static final String PROFILE = "demo";

  public static void main(String[] args) {
    start(args);
  }

  /** Starts the demo; returns when a phone is paired and the page can be used. */
  static ConfigurableApplicationContext start(String... args) {
    SpringApplication application = new SpringApplication(DemoApplication.class);
    application.setAdditionalProfiles(PROFILE);
    application.addInitializers(new DemoDataFolder(), new NothingOfTheTests());
    return application.run(args);
  }
}
