package simtrix.embedded;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import simtrix.settings.SimtrixSettings;

/** The data folder is held only where something embedded lives in it. */
@Configuration(proxyBeanMethods = false)
class DataFolderConfiguration {

  @Bean
  @Lazy
  DataFolder dataFolder(SimtrixSettings settings) {
    return DataFolder.hold(settings.data());
  }
}
