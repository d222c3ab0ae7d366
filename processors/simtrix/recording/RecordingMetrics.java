package simtrix.recording;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Publishes how many recordings have which state, and what they take of the disk. */
@Component("recordingMetrics")
public class RecordingMetrics {

  private record Group(String state, long recordings) {}

  private final JdbcClient jdbc;
  private final RecordingJournal journal;
  private volatile Map<RecordingState, Long> last = Map.of();
  private volatile long dead;
  private volatile long bytes;

  RecordingMetrics(JdbcClient jdbc, RecordingJournal journal, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.journal = journal;
    for (RecordingState state : RecordingState.values()) {
      if (state != RecordingState.NONE) {
        Gauge.builder("simtrix.recordings", this, now -> now.last.getOrDefault(state, 0L))
            .description("Recordings by state")
            .tag("state", state.name())
            .register(meters);
      }
    }
    Gauge.builder("simtrix.recordings.dead", this, now -> now.dead)
        .description("Received recordings that were given up and wait for somebody")
        .register(meters);
    Gauge.builder("simtrix.recordings.kept", this, now -> now.bytes)
        .description("Size of all recordings on the disk")
        .baseUnit("bytes")
        .register(meters);
  }

  /** Reads the table once. */
  public void read() {
    Map<RecordingState, Long> counted = new EnumMap<>(RecordingState.class);
    jdbc.sql("select state, count(*) recordings from recording group by state")
        .query(Group.class)
        .list()
        .forEach(group -> counted.put(RecordingState.valueOf(group.state()), group.recordings()));
    dead =
        jdbc.sql("select count(*) from recording where delivery = 'DEAD'")
            .query(Long.class)
            .single();
    bytes = journal.bytesKept();
    last = counted;
  }
}
