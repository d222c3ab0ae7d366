package simtrix.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import simtrix.audit.AuditLog;

/**
 * The support API and the actuator: HTTP Basic, or the session of the console, which then has to
 * show its CSRF token. What an operation needs says the contract.
 */
@Configuration(proxyBeanMethods = false)
class SupportAccess {

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  @Bean
  @Order(20)
  SecurityFilterChain support(
      HttpSecurity http,
      ConsoleLogin login,
      ContractRoles roles,
      Refusals refusals,
      AuditLog log,
      ActionName names,
      CsrfTokenRepository csrfTokens)
      throws Exception {
    return AccessConfiguration.stateless(http.securityMatcher("/support/api/**", "/actuator/**"))
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfTokens)
                    .csrfTokenRequestHandler(new CsrfTokens(false))
                    .requireCsrfProtectionMatcher(SupportAccess::comesFromPage))
        .authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(
                        HttpMethod.GET,
                        "/actuator/health",
                        "/actuator/health/*",
                        "/actuator/prometheus")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasRole(Role.ADMIN.name())
                    .anyRequest()
                    .access(roles::decide))
        .authenticationManager(new ProviderManager(login))
        .httpBasic(basic -> basic.authenticationEntryPoint(refusals.needsLogin()))
        .addFilterAfter(new AuditingFilter(log, names), SecurityContextHolderFilter.class)
        .addFilterAfter(new CallingViewerFilter(), AuthorizationFilter.class)
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(refusals.needsLogin())
                    .accessDeniedHandler(refusals::forbid))
        .build();
  }

  /**
   * A browser adds a session's cookie by itself, and a password that it was asked for as well, to
   * whatever page sends the request.
   */
  private static boolean comesFromPage(HttpServletRequest request) {
    if (HARMLESS.contains(request.getMethod())) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
    boolean bySession =
        request.getHeader(HttpHeaders.AUTHORIZATION) == null && request.getSession(false) != null;
    return foreign || bySession;
  }
}
