package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import simtrix.edge.Contracts;

/**
 * What a request would do, known before anything has looked at it: the operation of the contract,
 * or what the page of the console says of itself with {@link AuditedAs}, else the HTTP method.
 */
@Component
class ActionName {

  private static final Logger LOG = LoggerFactory.getLogger(ActionName.class);

  private final Contracts contracts;
  private final ObjectProvider<RequestMappingHandlerMapping> controllers;

  ActionName(Contracts contracts, ObjectProvider<RequestMappingHandlerMapping> controllers) {
    this.contracts = contracts;
    this.controllers = controllers;
  }

  String of(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.equals(ConsoleAccess.LOGIN)) {
      return "login";
    }
    if (path.equals(ConsoleAccess.LOGOUT)) {
      return "logout";
    }
    return contracts
        .asked(request.getMethod(), path)
        .map(Contracts.Asked::operation)
        .orElseGet(() -> ofPage(request));
  }

  private String ofPage(HttpServletRequest request) {
    Object matched = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
    return Stream.concat(
            Stream.ofNullable(matched),
            controllers.stream().map(mapping -> match(mapping, request)))
        .filter(HandlerMethod.class::isInstance)
        .flatMap(
            page -> Stream.ofNullable(((HandlerMethod) page).getMethodAnnotation(AuditedAs.class)))
        .map(AuditedAs::value)
        .findFirst()
        .orElse(request.getMethod());
  }

  private static Object match(RequestMappingHandlerMapping mapping, HttpServletRequest request) {
    try {
      if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
        ServletRequestPathUtils.parseAndCache(request);
      }
      HandlerExecutionChain chain = mapping.getHandler(request);
      return chain == null ? "" : chain.getHandler();
    } catch (Exception notMapped) {
      LOG.debug("No controller takes {} {}", request.getMethod(), request.getRequestURI());
      return "";
    }
  }
}
