package simtrix.demo;

import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import simtrix.sandbox.DemoData;
import simtrix.sandbox.Sandbox;
import simtrix.settings.SimtrixSettings;

/** The sandbox, the files of the page, and who may see them: whoever reaches the server. */
@Configuration(proxyBeanMethods = false)
@Profile(DemoApplication.PROFILE)
class DemoConfiguration implements WebMvcConfigurer {

  /** The same at every start: a data folder that was kept knows its portal again. */
  static final String MEMBER_ID = "d3m0d3m0d3m0d3m0d3m0d3m0d3m0d3m0";

  private static final int REQUESTS_TO_LOOK_BACK = 2_000;

  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Bean
  Sandbox sandbox(SimtrixSettings settings) {
    return Sandbox.builder()
        .memberId(MEMBER_ID)
        .clientId(settings.bitrix24().clientId().orElseThrow())
        .clientSecret(settings.bitrix24().clientSecret().orElseThrow())
        .logSize(REQUESTS_TO_LOOK_BACK)
        .start();
  }

  @Bean
  DemoData demoData(Sandbox sandbox) {
    return sandbox.seedDemo();
  }

  /** The address of the server as this machine reaches it. */
  @Bean
  DemoServer demoServer(ServletWebServerApplicationContext context) {
    return new DemoServer(() -> context.getWebServer().getPort());
  }

  @Bean
  @Order(5)
  SecurityFilterChain demoPage(HttpSecurity http) throws Exception {
    return http.securityMatcher("/demo", "/demo/**")
        .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  @Override
  public void addViewControllers(ViewControllerRegistry views) {
    views.addRedirectViewController("/demo/", "/demo");
    views.addViewController("/demo").setViewName("forward:/demo/index.html");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry files) {
    files
        .addResourceHandler("/demo/**")
        .addResourceLocations("classpath:/demo/")
        .setCacheControl(CacheControl.noCache());
  }
}
