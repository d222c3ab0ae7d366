package simtrix.edge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole server on a port of its own with its own MariaDB, and in place of the pipeline routes
 * that say what reached them. All tests that carry this share one server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "simtrix.admin-password=right horse",
      "simtrix.phone-rate.sustained=1",
      "simtrix.phone-rate.burst=300",
      "server.forward-headers-strategy=native",
      "camel.main.routes-reload-enabled=false",
      "camel.main.routes-include-pattern=file:routes/*-api.camel.yaml,file:routes/devices.camel.yaml,"
          + "file:routes/users.camel.yaml,file:routes/privacy.camel.yaml,file:routes/answers.camel.yaml,file:routes/failures.camel.yaml,"
          + "classpath:stub-routes/*.camel.yaml"
    })
@ContextConfiguration(initializers = FreshDataFolder.class)
@AutoConfigureObservability(tracing = false)
@Import({Echo.class, Server.class})
public @interface EdgeTest {}
