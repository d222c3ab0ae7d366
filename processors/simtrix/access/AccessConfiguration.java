package simtrix.access;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import simtrix.device.DeviceRegistry;
import simtrix.edge.ProblemWriter;
import simtrix.edge.TryLimit;
import simtrix.settings.SimtrixSettings;

/**
 * Which paths are open to whom. A path that no chain names does not exist for anybody; a chain of
 * another package may go before these with a lower order.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  private final Refusals refusals;

  AccessConfiguration(Refusals refusals) {
    this.refusals = refusals;
  }

  @Bean
  @Order(10)
  SecurityFilterChain phones(
      HttpSecurity http,
      DeviceTokens tokens,
      DeviceRegistry devices,
      ProblemWriter problems,
      SimtrixSettings settings)
      throws Exception {
    TryLimit rate = TryLimit.of(settings.phoneRate().burst(), timeToFill(settings.phoneRate()));
    return stateless(http.securityMatcher("/bridge/**"))
        .authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, "/bridge/v1/pairings")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .opaqueToken(token -> token.introspector(tokens))
                    .authenticationEntryPoint(refusals.needsToken()))
        .addFilterAfter(
            new CallingDeviceFilter(devices, rate, problems), BearerTokenAuthenticationFilter.class)
        .build();
  }

  /** Bitrix24 shows its own proof in the form it sends; the route looks at it. */
  @Bean
  @Order(30)
  SecurityFilterChain portals(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/bitrix24/**"))
        .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
        .build();
  }

  /** The file of the app: a phone that is not paired yet has nothing to show. */
  @Bean
  @Order(35)
  SecurityFilterChain appDownload(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/phone/**"))
        .authorizeHttpRequests(
            paths ->
                paths
                    .requestMatchers(HttpMethod.GET, "/phone/simtrix.apk")
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/phone/simtrix.apk")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(this::hide)
        .build();
  }

  @Bean
  @Order(1000)
  SecurityFilterChain nothingElse(HttpSecurity http) throws Exception {
    return stateless(http.securityMatcher("/**"))
        .authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(this::hide)
        .build();
  }

  /** What is not open does not exist. */
  private void hide(ExceptionHandlingConfigurer<HttpSecurity> handling) {
    handling
        .authenticationEntryPoint((request, response, failure) -> refusals.hide(request, response))
        .accessDeniedHandler((request, response, denied) -> refusals.hide(request, response));
  }

  static HttpSecurity stateless(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                    .frameOptions(Customizer.withDefaults())
                    .withObjectPostProcessor(new HeadersFirst()));
  }

  private static Duration timeToFill(SimtrixSettings.PhoneRate rate) {
    return Duration.ofSeconds(1).multipliedBy(rate.burst()).dividedBy(rate.sustained());
  }
}
