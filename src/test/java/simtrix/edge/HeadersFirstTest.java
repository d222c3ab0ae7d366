package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.header.HeaderWriterFilter;

@EdgeTest
@DisplayName("A route answers on a thread of its own: no filter writes headers while it does")
class HeadersFirstTest {

  @Autowired private FilterChainProxy filters;

  @ParameterizedTest
  @ValueSource(strings = {"/bridge/v1/settings", "/support/api/v1/calls", "/bitrix24/events"})
  void theyStandBeforeTheRequestGoesOn(String path) throws Exception {
    Filter headers =
        filters.getFilters(path).stream()
            .filter(HeaderWriterFilter.class::isInstance)
            .findFirst()
            .orElseThrow();
    FilterChain route =
        (request, response) ->
            assertThat(((HttpServletResponse) response).getHeaderNames())
                .contains("X-Content-Type-Options", "Content-Security-Policy", "Cache-Control");
    headers.doFilter(new MockHttpServletRequest("GET", path), new MockHttpServletResponse(), route);
  }
}
