package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import simtrix.edge.ProblemWriter;
import simtrix.edge.RefusedRequest;
import simtrix.text.Sentence;

/** The problem documents of the security filters. */
@Component
class Refusals implements RequestRejectedHandler {

  private static final String BEARER = "Bearer realm=\"simtrix\"";
  private static final String BASIC = "Basic realm=\"simtrix\", charset=\"UTF-8\"";

  private final ProblemWriter problems;

  Refusals(ProblemWriter problems) {
    this.problems = problems;
  }

  /** 401 for a phone without a token, or with one that is not valid (RFC 6750, 3). */
  AuthenticationEntryPoint needsToken() {
    return (request, response, failure) -> {
      boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
      RefusedRequest refusal =
          RefusedRequest.of(
                  HttpStatus.UNAUTHORIZED,
                  sent
                      ? "The token is unknown or was revoked; pair the phone again."
                      : "This needs a device token: Authorization: Bearer TOKEN.")
              .header(
                  HttpHeaders.WWW_AUTHENTICATE,
                  sent ? BEARER + ", error=\"invalid_token\"" : BEARER);
      problems.write(request, response, refusal);
    };
  }

  /** 401 for a person without a login, or with a wrong one; 429 after too many wrong ones. */
  AuthenticationEntryPoint needsLogin() {
    return (request, response, failure) -> problems.write(request, response, login(failure));
  }

  private static RefusedRequest login(AuthenticationException failure) {
    return failure instanceof TooManyTries tooMany
        ? RefusedRequest.tooMany(tooMany.getMessage(), tooMany.waitFor())
        : RefusedRequest.of(
                HttpStatus.UNAUTHORIZED, "This needs the user name and password of the console.")
            .header(HttpHeaders.WWW_AUTHENTICATE, BASIC);
  }

  /** 403: the login is right, but not enough; or it came with a cookie and nothing else. */
  void forbid(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    problems.write(
        request,
        response,
        RefusedRequest.of(
            HttpStatus.FORBIDDEN,
            denied instanceof CsrfException
                ? Sentence.untranslated(
                    "This would change something, and its CSRF token is missing or old; load the page again.")
                : Sentence.of("refusal.role")));
  }

  /** 404 for all that nobody may see. */
  void hide(HttpServletRequest request, HttpServletResponse response) throws IOException {
    problems.write(request, response, RefusedRequest.notFound("There is nothing at this path."));
  }

  /** 400 for a path or a method that could mean two things. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
      throws IOException {
    problems.write(
        request,
        response,
        RefusedRequest.of(
            HttpStatus.BAD_REQUEST,
            "The method, the path or a header holds something that this server does not take."));
  }
}
