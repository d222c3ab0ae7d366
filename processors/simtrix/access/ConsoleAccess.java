package simtrix.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import simtrix.audit.AuditLog;

/**
 * The pages of the console: a form to log in, a session, and a way back to the page that was asked
 * for, so that links can be shared. Nothing is kept on the server for somebody who is not logged
 * in.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleAccess {

  static final String LOGIN = "/console/login";
  static final String LOGOUT = "/console/logout";
  private static final String HOME = "/console";

  /** A page, where the API has a problem document. */
  private static final String REFUSED = "/console/refused";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  /** In a cookie, because a session for each visitor of the login page would cost memory. */
  @Bean
  CsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookieCustomizer(cookie -> cookie.path("/").httpOnly(true).sameSite("Strict"));
    return tokens;
  }

  @Bean
  @Order(25)
  SecurityFilterChain console(
      HttpSecurity http,
      ConsoleLogin login,
      AuditLog log,
      ActionName names,
      CsrfTokenRepository csrfTokens)
      throws Exception {
    return http.securityMatcher("/console", "/console/**", "/webjars/**")
        .authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, LOGIN, "/console/assets/**", "/webjars/**")
                    .permitAll()
                    .anyRequest()
                    .hasAnyRole(Role.READER.name(), Role.OPERATOR.name(), Role.ADMIN.name()))
        .authenticationManager(new ProviderManager(login))
        .formLogin(
            form ->
                form.loginPage(LOGIN)
                    .defaultSuccessUrl(HOME)
                    .failureHandler(ConsoleAccess::tellWrongLogin))
        .logout(logout -> logout.logoutUrl(LOGOUT).logoutSuccessUrl(LOGIN + "?out"))
        .requestCache(cache -> cache.requestCache(wantedPages()))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfTokens).csrfTokenRequestHandler(new CsrfTokens(true)))
        .addFilterAfter(new AuditingFilter(log, names), SecurityContextHolderFilter.class)
        .addFilterAfter(new CallingViewerFilter(), AuthorizationFilter.class)
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(ConsoleAccess::sendToLogin)
                    .accessDeniedPage(REFUSED))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  private static CookieRequestCache wantedPages() {
    CookieRequestCache cache = new CookieRequestCache();
    RequestMatcher page =
        request ->
            request.getMethod().equals(HttpMethod.GET.name())
                && !isFragment(request)
                && request.getRequestURI().startsWith(HOME)
                && !request.getRequestURI().equals(LOGIN);
    cache.setRequestMatcher(page);
    return cache;
  }

  private static void sendToLogin(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
      throws IOException {
    AuditTrail.refused(request);
    if (isFragment(request)) {
      response.setHeader("HX-Redirect", LOGIN);
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.sendRedirect(LOGIN);
    }
  }

  private static void tellWrongLogin(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    AuditTrail.refused(request);
    GivenName.keep(request, response);
    response.sendRedirect(
        failure instanceof TooManyTries tooMany
            ? LOGIN + "?wait=" + Math.max(1, tooMany.waitFor().toSeconds())
            : LOGIN + "?error");
  }

  /** Whether htmx asks for a part of a page. */
  private static boolean isFragment(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }
}
