package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import simtrix.deadletter.LetterFilter;
import simtrix.deadletter.LetterSearch;
import simtrix.deadletter.LetterSearch.Where;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("A hundred thousand dead letters")
class ManyLettersIT {

  private static final int LETTERS = 100_000;

  /** So few that no statement comes near the five seconds that a database has for one. */
  private static final int AT_ONCE = 1_000;

  private static final long PORTAL = 8_000_000;

  private static final RunningServer SERVER = RunningServer.shared();
  private static final JdbcClient DATABASE = SERVER.bean(JdbcClient.class);

  private final LetterSearch search = SERVER.bean(LetterSearch.class);
  private final Support support = SERVER.support();

  @BeforeAll
  static void insert() {
    for (int first = 1; first < LETTERS; first += AT_ONCE) {
      DATABASE
          .sql(
              """
              insert into dead_letter (call_id, portal_id, number, category, code, message, normalised, attempts,
                first_failed_at, last_failed_at, state)
              select concat('aaaaaaaa-0000-0000-0000-', lpad(seq, 12, '0')), :portal + seq % 10, concat('+49301', seq),
                elt(1 + seq % 3, 'REJECTED', 'SERVER', 'NETWORK'), concat('CODE_', seq % 7), concat('No. ', seq), 'No. #', 1,
                '2026-01-01' + interval seq second, '2026-01-02' + interval seq second, 'DEAD' from\s"""
                  + "seq_%d_to_%d".formatted(first, first + AT_ONCE - 1))
          .param("portal", PORTAL)
          .update();
    }
    DATABASE.sql("analyze table dead_letter").query().listOfRows();
  }

  @AfterAll
  static void delete() {
    int deleted;
    do {
      deleted =
          DATABASE
              .sql(
                  "delete from dead_letter where portal_id between :portal and :portal + 9 limit 1000")
              .param("portal", PORTAL)
              .update();
    } while (deleted > 0);
  }

  @ParameterizedTest(name = "{0}={1}: {2}")
  @CsvSource({
    "page,0,dead_letter_waiting",
    "portal,8000003,dead_letter_portal",
    "category,SERVER,dead_letter_category",
    "group,x,dead_letter_group",
    "state,ARCHIVED,dead_letter_state",
  })
  @DisplayName("The list comes from an index, in its order")
  void list(String name, String value, String index) {
    Where where = search.where(LetterFilter.of(Map.of(name, value)), false);
    List<Map<String, Object>> plan =
        DATABASE
            .sql(
                "explain select id from dead_letter where "
                    + where.condition()
                    + " order by last_failed_at desc, id desc limit 50")
            .params(where.values())
            .query()
            .listOfRows();
    assertThat(plan).hasSize(1);
    assertThat(plan.get(0).get("key")).isEqualTo(index);
    assertThat(String.valueOf(plan.get(0).get("Extra"))).doesNotContain("filesort");
  }

  @Test
  @DisplayName("The groups are counted in an index alone, and add up")
  void groups() {
    Where where = search.where(LetterFilter.of(Map.of()), false);
    List<Map<String, Object>> plan =
        DATABASE
            .sql(
                "explain select group_key, count(*), min(first_failed_at), max(last_failed_at), max(id)"
                    + " from dead_letter where "
                    + where.condition()
                    + " group by group_key")
            .params(new HashMap<>(where.values()))
            .query()
            .listOfRows();
    assertThat(plan.get(0).get("key")).isEqualTo("dead_letter_groups");
    assertThat(String.valueOf(plan.get(0).get("Extra"))).contains("Using index");
    JsonNode groups = support.get("/dead-letters/groups?portal=" + (PORTAL + 1)).json();
    assertThat(groups.findValues("count").stream().mapToInt(JsonNode::asInt).sum())
        .isEqualTo(LETTERS / 10);
  }

  @Test
  @DisplayName("The last page is there, and the table has every row once")
  void all() {
    JsonNode last =
        support.get("/dead-letters?portal=%d&size=100&page=99".formatted(PORTAL + 1)).json();
    assertThat(last.path("total").asInt()).isEqualTo(LETTERS / 10);
    assertThat(last.path("items")).hasSize(100);
    String table = support.get("/dead-letters.csv?portal=" + (PORTAL + 1)).body();
    assertThat(table.lines().skip(1).map(line -> line.split(",")[0]).distinct())
        .hasSize(LETTERS / 10);
  }

  @Test
  @DisplayName("A job takes what matches, all of it")
  void job() {
    long letters =
        search.count(
            search.where(
                LetterFilter.of(Map.of("portal", PORTAL + 2, "category", "SERVER")), false));
    var made =
        support.post(
            "/retry-jobs",
            Map.of(
                "filter",
                Map.of("portal", PORTAL + 2, "category", "SERVER"),
                "ratePerSecond",
                0.1));
    assertThat(made.status()).isEqualTo(202);
    assertThat(made.json().path("total").asLong()).isEqualTo(letters).isPositive();
    long job = made.json().path("id").asLong();
    assertThat(support.post("/retry-jobs/" + job + "/cancel", null).status()).isEqualTo(200);
  }
}
