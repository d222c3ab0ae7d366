package simtrix.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Everything that any logger writes while it is open, as an operator would see it: with what hangs
 * on exceptions. What has to do with requests to portals is logged at DEBUG meanwhile.
 */
public final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final List<String> TALKATIVE =
      List.of("simtrix", "org.apache.hc", "org.apache.camel", "org.springframework.web");

  private record Line(Level level, String text) {}

  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final Map<Logger, Level> before = new LinkedHashMap<>();
  private final Logger root = logger(Logger.ROOT_LOGGER_NAME);

  public LoggedLines() {
    setContext(root.getLoggerContext());
    start();
    root.addAppender(this);
    for (String name : TALKATIVE) {
      before.put(logger(name), logger(name).getLevel());
      logger(name).setLevel(Level.DEBUG);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    String failure =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(
        new Line(
            event.getLevel(),
            "%s %s %s %s %s"
                .formatted(
                    event.getLevel(),
                    event.getLoggerName(),
                    event.getFormattedMessage(),
                    event.getMDCPropertyMap(),
                    failure)));
  }

  /** What was logged at this level or above. */
  public List<String> lines(Level level) {
    return lines.stream()
        .filter(line -> line.level.isGreaterOrEqual(level))
        .map(Line::text)
        .toList();
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @Override
  public void close() {
    before.forEach(Logger::setLevel);
    root.detachAppender(this);
    stop();
  }
}
