package simtrix.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import simtrix.support.Page;

/** One page of a list with the way to the pages beside it. */
public final class Listing<T> {

  /** Rows a page. */
  static final int SIZE = 50;

  private final Page<T> page;
  private final Parameters parameters;
  private final String path;
  private final Shown shown;

  Listing(Page<T> page, Parameters parameters, String path, Shown shown) {
    this.page = page;
    this.parameters = parameters;
    this.path = path;
    this.shown = shown;
  }

  public List<T> items() {
    return page.items();
  }

  public long total() {
    return page.total();
  }

  public boolean isEmpty() {
    return page.items().isEmpty();
  }

  public boolean isLong() {
    return page.total() > SIZE;
  }

  /** "51 to 100 of 1,234". */
  public String range() {
    long first = (long) parameters.page() * SIZE + 1;
    return shown.text(
        "list.range",
        shown.number(first),
        shown.number(first + page.items().size() - 1),
        shown.number(page.total()));
  }

  public Optional<String> previous() {
    return parameters.page() == 0 ? Optional.empty() : Optional.of(address(parameters.page() - 1));
  }

  public Optional<String> next() {
    return (long) (parameters.page() + 1) * SIZE >= page.total()
        ? Optional.empty()
        : Optional.of(address(parameters.page() + 1));
  }

  /** Whether it has fewer pages than the address thinks, as when somebody has cleared it up. */
  boolean isBeyond() {
    return isEmpty() && page.total() > 0;
  }

  String last() {
    return address((int) ((page.total() - 1) / SIZE));
  }

  private String address(int number) {
    return parameters.address(
        path, Map.of(Parameters.PAGE, number == 0 ? "" : String.valueOf(number)));
  }
}
