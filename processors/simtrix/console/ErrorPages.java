package simtrix.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import simtrix.edge.RefusedRequest;

/** What went wrong, as a page in the look of the others. */
@ControllerAdvice(basePackageClasses = ErrorPages.class)
class ErrorPages {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  /** Those that have a text of their own. */
  private static final Set<HttpStatus> TOLD =
      Set.of(
          HttpStatus.BAD_REQUEST,
          HttpStatus.FORBIDDEN,
          HttpStatus.NOT_FOUND,
          HttpStatus.METHOD_NOT_ALLOWED,
          HttpStatus.CONFLICT,
          HttpStatus.TOO_MANY_REQUESTS,
          HttpStatus.INTERNAL_SERVER_ERROR,
          HttpStatus.SERVICE_UNAVAILABLE);

  private final PageFrame frame;

  ErrorPages(PageFrame frame) {
    this.frame = frame;
  }

  @ExceptionHandler
  ModelAndView refused(
      RefusedRequest refused,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale) {
    refused.headers().forEach(response::setHeader);
    return page(
        refused.status(),
        shown -> RefusedForm.sentences(refused, request, shown),
        request,
        response,
        locale);
  }

  @ExceptionHandler({TypeMismatchException.class, MissingServletRequestParameterException.class})
  ModelAndView unreadable(HttpServletRequest request, HttpServletResponse response, Locale locale) {
    return page(HttpStatus.BAD_REQUEST, shown -> List.of(), request, response, locale);
  }

  @ExceptionHandler
  ModelAndView failed(
      Exception failure, HttpServletRequest request, HttpServletResponse response, Locale locale) {
    LOG.error("The console could not show {}", request.getRequestURI(), failure);
    return page(HttpStatus.INTERNAL_SERVER_ERROR, shown -> List.of(), request, response, locale);
  }

  /** The status whose words fit. */
  private static int told(HttpStatus status) {
    if (TOLD.contains(status)) {
      return status.value();
    }
    return status.is5xxServerError()
        ? HttpStatus.INTERNAL_SERVER_ERROR.value()
        : HttpStatus.BAD_REQUEST.value();
  }

  private ModelAndView page(
      HttpStatus status,
      Function<Shown, List<String>> sentences,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale) {
    var model = new ExtendedModelMap();
    frame.addTo(model, request, locale);
    model.addAttribute("status", told(status));
    model.addAttribute("sentences", sentences.apply((Shown) model.get("shown")));
    response.setStatus(status.value());
    return new ModelAndView("console/error", model);
  }
}
