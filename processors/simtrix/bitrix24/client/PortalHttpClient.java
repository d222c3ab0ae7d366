package simtrix.bitrix24.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.stereotype.Component;

/**
 * What the HTTP client towards portals must not do by itself, and what it must: no silent
 * repetition (the client would send a POST again after a 503), no redirects, no cookies, and no
 * answer that is endless in size or time.
 */
@Component("portalHttpClient")
public class PortalHttpClient implements HttpClientConfigurer {
  private static final long LARGEST_ANSWER = 8L * 1024 * 1024;
  private static final TimeValue IDLE = TimeValue.ofSeconds(20);

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .evictExpiredConnections()
        .evictIdleConnections(IDLE)
        .addExecInterceptorFirst(
            "limit-answer",
            (request, scope, chain) -> {
              long deadline =
                  System.nanoTime()
                      + scope
                          .clientContext
                          .getRequestConfigOrDefault()
                          .getResponseTimeout()
                          .toNanoseconds();
              ClassicHttpResponse response = chain.proceed(request, scope);
              if (response.getEntity() != null) {
                response.setEntity(new LimitedEntity(response.getEntity(), deadline));
              }
              return response;
            });
  }

  private static final class LimitedEntity extends HttpEntityWrapper {
    private final long deadline;
    private InputStream content;

    LimitedEntity(HttpEntity entity, long deadline) {
      super(entity);
      this.deadline = deadline;
    }

    @Override
    public InputStream getContent() throws IOException {
      if (content == null) {
        content = new LimitedStream(super.getContent(), deadline);
      }
      return content;
    }
  }

  /** Counts what comes, and looks at the clock, because a time-out holds for one read only. */
  private static final class LimitedStream extends FilterInputStream {
    private final long deadline;
    private long seen;
    private boolean given;

    LimitedStream(InputStream in, long deadline) {
      super(in);
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      count(read);
      return read;
    }

    private void count(int read) throws IOException {
      seen += Math.max(0, read);
      if (seen > LARGEST_ANSWER) {
        given = true;
        throw new AnswerTooLargeException(LARGEST_ANSWER);
      }
      if (read >= 0 && System.nanoTime() > deadline) {
        given = true;
        throw new SocketTimeoutException("The answer came too slowly.");
      }
    }

    /**
     * Closing reads the rest first, so that of an answer given up the connection is cut instead.
     */
    @Override
    public void close() throws IOException {
      if (!given) {
        super.close();
      }
    }
  }
}
