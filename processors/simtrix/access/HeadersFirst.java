package simtrix.access;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * Has the security headers written before a request goes on, not when the filters are done with it:
 * a route answers on a thread of its own, and two threads that write headers break the answer.
 */
final class HeadersFirst implements ObjectPostProcessor<HeaderWriterFilter> {

  @Override
  public <F extends HeaderWriterFilter> F postProcess(F filter) {
    filter.setShouldWriteHeadersEagerly(true);
    return filter;
  }
}
