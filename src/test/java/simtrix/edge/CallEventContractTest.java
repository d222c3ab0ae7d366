package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The field table of DESIGN 4, as the contract has it. */
class CallEventContractTest {

  private static final String TIMES =
      "'ringingAt':'2026-11-24T10:00:00+01:00','answeredAt':'2026-11-24T10:00:07.5+01:00',"
          + "'endedAt':'2026-11-24T10:01:42.500+01:00'";

  private final ContractValidator validator = new ContractValidator(new Contracts());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'state':'RINGING','ringingAt':'2026-11-24T10:00:00Z'",
        "'state':'RINGING','ringingAt':'2026-11-24t10:00z'",
        "'state':'RINGING','ringingAt':'1970-01-01T00:00:00+14:00'",
        "'state':'RINGING','ringingAt':'2026-11-24T10:00:00.123456789-11:30'",
        "'state':'RINGING',%T,'outcome':null,'number':null,'presentation':null,'line':null,'recording':null",
        "'state':'RINGING',%T,'number':null,'presentation':'RESTRICTED'",
        "'state':'RINGING',%T,'number':'','presentation':'UNKNOWN'",
        "'state':'RINGING',%T,'number':'+4915112345678','presentation':'ALLOWED'",
        "'state':'RINGING',%T,'number':'ALARM','presentation':'ALLOWED'",
        "'state':'RINGING',%T,'number':'112','presentation':'ALLOWED'",
        "'state':'RINGING',%T,'number':'','presentation':'ALLOWED'",
        "'state':'RINGING',%T,'line':{}",
        "'state':'RINGING',%T,'line':{'slot':null,'number':null}",
        "'state':'RINGING',%T,'line':{'slot':1,'number':'+4930','carrier':'x'}",
        "'state':'ANSWERED',%T",
        "'state':'ENDED','outcome':'ANSWERED',%T",
        "'state':'ENDED','outcome':'MISSED',%T",
        "'state':'ENDED','outcome':'REJECTED','answeredAt':null,'ringingAt':'2026-11-24T10:00:00Z','endedAt':'2026-11-24T10:00:00Z'",
        "'state':'ENDED','outcome':'MISSED',%T,'recording':'EXPECTED','new':{'deep':[1]}"
      })
  void anEventThatFitsIsTaken(String fields) {
    assertThatCode(() -> validator.validate(event(fields), "CallEvent")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'state':'RINGING' | ringingAt is required",
        "'state':'RINGING','ringingAt':null | ringingAt must be text",
        "%T | state is required",
        "'state':'RINGING',%T,'direction':'OUTGOING' | direction must be INCOMING; outgoing calls are reserved and not taken yet",
        "'state':'ringing',%T | state must be one of RINGING, ANSWERED, ENDED",
        "'state':'RINGING','outcome':'MISSED',%T | outcome belongs to the state ENDED only",
        "'state':'ANSWERED','outcome':'ANSWERED',%T | outcome belongs to the state ENDED only",
        "'state':'ENDED',%T | outcome is required when the state is ENDED",
        "'state':'ENDED','outcome':null,%T | outcome is required when the state is ENDED",
        "'state':'ENDED','outcome':'LOST',%T | outcome must be one of ANSWERED, MISSED, REJECTED",
        "'state':'ENDED','outcome':'MISSED','ringingAt':'2026-11-24T10:00:00Z' | endedAt is required when the state is ENDED",
        "'state':'ENDED','outcome':'MISSED','endedAt':null,'ringingAt':'2026-11-24T10:00:00Z' | endedAt is required when the state is ENDED",
        "'state':'ANSWERED','ringingAt':'2026-11-24T10:00:00Z' | answeredAt is required for an answered call",
        "'state':'ENDED','outcome':'ANSWERED','answeredAt':null,'ringingAt':'2026-11-24T10:00:00Z','endedAt':'2026-11-24T10:00:00Z' | answeredAt is required for an answered call",
        "'state':'RINGING',%T,'presentation':'ALLOWED' | number is required when the presentation is ALLOWED",
        "'state':'RINGING',%T,'presentation':'ALLOWED','number':null | number is required when the presentation is ALLOWED",
        "'state':'RINGING',%T,'presentation':'SHOWN' | presentation must be one of ALLOWED, RESTRICTED, UNKNOWN, PAYPHONE",
        "'state':'RINGING',%T,'number':4915112345678 | number must be text or null",
        "'state':'RINGING',%T,'line':'0' | line must be a JSON object or null",
        "'state':'RINGING',%T,'line':{'slot':2} | line.slot must be one of 0, 1",
        "'state':'RINGING',%T,'line':{'number':30} | line.number must be text or null",
        "'state':'RINGING',%T,'recording':'YES' | recording must be one of NONE, EXPECTED"
      })
  void whatDoesNotFitIsNamedInASentence(String fields, String message) {
    RefusedRequest refusal =
        catchThrowableOfType(
            RefusedRequest.class, () -> validator.validate(event(fields), "CallEvent"));

    assertThat(refusal).isNotNull();
    assertThat(refusal.errors())
        .as(() -> refusal.errors().stream().map(Object::toString).collect(Collectors.joining("\n")))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.message()).isEqualTo(message);
              assertThat(message).startsWith(error.field());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-24",
        "2026-11-24T10:00:00",
        "2026-11-24 10:00:00Z",
        "2026-11-24T10:00:00+1:00",
        "2026-11-24T10:00:00+0100",
        "2026-11-24T10:00:00+19:00",
        "2026-11-24T10:00:00+01:00[Europe/Berlin]",
        "2026-13-24T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-11-24T24:30:00Z",
        "2026-11-24T10:00:60Z",
        "2026-11-24T10:00:00.1234567890Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-18:00",
        "+12026-11-24T10:00:00Z",
        "1764000000",
        "",
        " 2026-11-24T10:00:00Z"
      })
  void aTimeThatTheServerCannotKeepIsNamed(String time) {
    RefusedRequest refusal =
        catchThrowableOfType(
            RefusedRequest.class,
            () ->
                validator.validate(
                    event("'state':'RINGING','ringingAt':'" + time + "'"), "CallEvent"));

    assertThat(refusal.errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.message())
                    .isEqualTo(
                        "ringingAt must be a date and time with an offset such as 2026-11-24T10:00:00+01:00"));
  }

  private static String event(String fields) {
    String direction = fields.contains("direction") ? "" : "'direction':'INCOMING',";
    return Stream.of("{" + direction + fields.replace("%T", TIMES) + "}")
        .map(text -> text.replace('\'', '"'))
        .collect(Collectors.joining());
  }
}
