package simtrix.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request through to its route when it fits the contract, and answers it with a problem
 * document when it does not: 404, 405, 413, 415 and 400. Routes can rely on what the contract says.
 */
final class ContractGate extends OncePerRequestFilter {

  private final Contracts contracts;
  private final ContractValidator validator;
  private final ProblemWriter problems;
  private final int bodyLimit;

  ContractGate(
      Contracts contracts,
      ContractValidator validator,
      ProblemWriter problems,
      DataSize bodyLimit) {
    this.contracts = contracts;
    this.validator = validator;
    this.problems = problems;
    this.bodyLimit = Math.toIntExact(bodyLimit.toBytes());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContractRequest fitting;
    try {
      if (answersOptions(request, response)) {
        return;
      }
      fitting = fit(request);
    } catch (RefusedRequest refusal) {
      problems.write(request, response, refusal);
      return;
    }
    chain.doFilter(fitting, new ContractResponse(fitting, response, problems));
  }

  private boolean answersOptions(HttpServletRequest request, HttpServletResponse response) {
    Set<String> methods = contracts.methods(request.getRequestURI());
    if (!request.getMethod().equals(HttpMethod.OPTIONS.name()) || methods.isEmpty()) {
      return false;
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
    return true;
  }

  private ContractRequest fit(HttpServletRequest request) {
    Operation operation = contracts.find(request.getMethod(), request.getRequestURI());
    validator.validate(operation, new ParameterValues(request, operation));
    if (!operation.consumes().isEmpty()) {
      requireMediaType(request, operation);
    }
    request.setAttribute(Operation.ATTRIBUTE, operation);
    if (operation.streamLimit().isPresent()) {
      return streamed(request, operation, operation.streamLimit().get());
    }
    byte[] body = readBody(request);
    if (operation.consumes().isEmpty()) {
      body = new byte[0];
    } else if (operation.isForm()) {
      FormText.requirePairs(FormText.utf8(body));
    }
    byte[] read = body;
    operation.body().ifPresent(schema -> validator.validate(FormText.utf8(read), schema));
    return new ContractRequest(request, operation, body);
  }

  /** The route sees no body; who wants it asks for the {@link StreamedBody}. */
  private static ContractRequest streamed(
      HttpServletRequest request, Operation operation, long limit) {
    StreamedBody body = new StreamedBody(request, limit);
    request.setAttribute(StreamedBody.ATTRIBUTE, body);
    return new ContractRequest(request, operation, new byte[0]);
  }

  private static void requireMediaType(HttpServletRequest request, Operation operation) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("The body must be sent as it is, without a Content-Encoding.");
    }
    String wanted = String.join(" or ", operation.consumes());
    MediaType given = mediaType(request.getContentType(), wanted);
    boolean fits =
        operation.consumes().stream().map(MediaType::valueOf).anyMatch(given::equalsTypeAndSubtype);
    if (!fits) {
      throw unsupported("This operation takes %s.".formatted(wanted));
    }
    String charset = given.getParameter("charset");
    if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
      throw unsupported("The body must be UTF-8.");
    }
  }

  private static MediaType mediaType(String text, String wanted) {
    if (text == null || text.isBlank()) {
      throw unsupported("The request needs a Content-Type: %s.".formatted(wanted));
    }
    try {
      return MediaType.parseMediaType(text);
    } catch (InvalidMediaTypeException e) {
      throw unsupported("The Content-Type is not one; this operation takes %s.".formatted(wanted));
    }
  }

  private byte[] readBody(HttpServletRequest request) {
    if (request.getContentLengthLong() > bodyLimit) {
      throw tooLarge();
    }
    try {
      byte[] body = request.getInputStream().readNBytes(bodyLimit + 1);
      if (body.length > bodyLimit) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw RefusedRequest.of(HttpStatus.BAD_REQUEST, "The body did not come to its end.");
    }
  }

  private RefusedRequest tooLarge() {
    return RefusedRequest.of(
        HttpStatus.PAYLOAD_TOO_LARGE,
        "The body is larger than the %d KiB that this API takes.".formatted(bodyLimit / 1024));
  }

  private static RefusedRequest unsupported(String sentence) {
    return RefusedRequest.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, sentence);
  }
}
