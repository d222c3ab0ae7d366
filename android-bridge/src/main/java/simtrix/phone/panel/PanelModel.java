package simtrix.phone.panel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands on the panel, word by word and already in the user's language.
 *
 * @param label what kind of caller this is, or how the search goes
 * @param headline what can be read from an arm's length: the name, else the number
 * @param details number, SIM card and the like, in small letters
 * @param business the open deal or lead
 * @param notes what else has to be said: how many records, how old, what will happen
 * @param url opens the caller's record
 */
record PanelModel(
    PanelCall.Phase phase,
    String label,
    String headline,
    Optional<String> company,
    List<String> details,
    Optional<Business> business,
    List<Note> notes,
    Optional<String> url) {

  /**
   * A deal or a lead.
   *
   * @param kind the word for it
   * @param title absent where the headline says it already
   * @param amount in the phone's own spelling, with its currency
   */
  record Business(
      String kind,
      Optional<String> title,
      Optional<String> amount,
      Optional<String> stage,
      Optional<String> url) {}

  /** {@code warning}: the reader should trust the panel a little less. */
  record Note(String text, boolean warning) {}

  /** The same as one text: for a screen reader, and for a notification that is opened up. */
  String spoken() {
    return lines().collect(Collectors.joining("\n"));
  }

  private Stream<String> lines() {
    Stream<String> who =
        Stream.of(Optional.of(label), Optional.of(headline), company).flatMap(Optional::stream);
    Stream<String> what =
        business.stream()
            .flatMap(
                open ->
                    Stream.of(Optional.of(open.kind()), open.title(), open.amount(), open.stage())
                        .flatMap(Optional::stream));
    return Stream.of(who, what, details.stream(), notes.stream().map(Note::text))
        .flatMap(lines -> lines);
  }

  /** What fits under a headline in one line. */
  String summary() {
    Stream<Optional<String>> parts =
        Stream.of(
            company,
            business.flatMap(Business::title),
            business.flatMap(Business::amount),
            Optional.of(label));
    return parts.flatMap(Optional::stream).limit(3).collect(Collectors.joining(" · "));
  }
}
