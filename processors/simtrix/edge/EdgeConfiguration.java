package simtrix.edge;

import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import simtrix.settings.SimtrixSettings;

/** Puts the gate behind the security filters, and problem documents in place of Tomcat's pages. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

  @Bean
  FilterRegistrationBean<ContractGate> contractGate(
      Contracts contracts,
      ContractValidator validator,
      ProblemWriter problems,
      SimtrixSettings settings) {
    var gate =
        new FilterRegistrationBean<>(
            new ContractGate(contracts, validator, problems, settings.bodyLimit()));
    gate.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
    gate.addUrlPatterns("/bridge/*", "/support/api/*", "/bitrix24/*");
    return gate;
  }

  /**
   * Media types are the gate's to look at: the component would answer without a body, and by the
   * last response of the contract alone.
   */
  @Bean
  ComponentCustomizer contractOnPlatformHttp(ContractHeaders headers) {
    return ComponentCustomizer.builder(PlatformHttpComponent.class)
        .build(
            component -> {
              component.setHeaderFilterStrategy(headers);
              component.setServerRequestValidation(false);
            });
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
    return tomcat ->
        tomcat.addContextCustomizers(
            context ->
                ((StandardHost) context.getParent())
                    .setErrorReportValveClass(ProblemReportValve.class.getName()));
  }

  /** A client that asks first is told to send its body when the gate wants it, not before. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesOnDemand() {
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> {
              if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setContinueResponseTiming(
                    ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
              }
            });
  }
}
