package simtrix.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Injected faults. A rule looks at the method of a request and at the methods inside a batch; the
 * first rule that matches and is not used up decides. The OAuth server answers to the name {@value
 * #OAUTH}.
 */
public final class FaultRules {
  /** The name under which token requests are matched. */
  public static final String OAUTH = "oauth/token";

  private static final String ANY = "*";

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  FaultRules() {}

  /**
   * Begins a rule for one method, alone or in a batch: <code>on("crm.lead.add").nth(2).then(...)
   * </code>.
   */
  public Draft on(String method) {
    return new Draft(method.toLowerCase(Locale.ROOT));
  }

  /** Begins a rule for every REST request (token requests are not among them). */
  public Draft onAny() {
    return new Draft(ANY);
  }

  /** Whether every fault has been met as often as it was to be. */
  public boolean allMet() {
    return rules.stream().allMatch(Rule::isUsedUp);
  }

  public void clear() {
    rules.clear();
  }

  Optional<Hit> next(Collection<String> methods) {
    for (Rule rule : rules) {
      if (rule.takes(methods)) {
        return Optional.of(new Hit(rule.pattern, rule.effect));
      }
    }
    return Optional.empty();
  }

  /** The fault that a request met. */
  record Hit(String pattern, Effect effect) {
    /** Whether the fault concerns this method of the request. */
    boolean concerns(String method) {
      return pattern.equals(ANY) || pattern.equalsIgnoreCase(method);
    }
  }

  /**
   * A rule being written; {@link #then} puts it into force. Without {@link #always} it works once.
   */
  public final class Draft {
    private final String pattern;
    private int first = 1;
    private int count = 1;

    private Draft(String pattern) {
      this.pattern = pattern;
    }

    /** Lets the matches before the nth pass; the first is 1. */
    public Draft nth(int n) {
      first = n;
      return this;
    }

    public Draft times(int times) {
      count = times;
      return this;
    }

    public Draft always() {
      count = Integer.MAX_VALUE;
      return this;
    }

    public void then(Effect effect) {
      rules.add(new Rule(pattern, first, count, effect));
    }
  }

  private static final class Rule {
    private final String pattern;
    private final Effect effect;
    private int toSkip;
    private int left;

    Rule(String pattern, int first, int count, Effect effect) {
      this.pattern = pattern;
      this.toSkip = first - 1;
      this.left = count;
      this.effect = effect;
    }

    synchronized boolean takes(Collection<String> methods) {
      if (left == 0 || methods.stream().noneMatch(this::matches)) {
        return false;
      }
      if (toSkip > 0) {
        toSkip--;
        return false;
      }
      left--;
      return true;
    }

    private synchronized boolean isUsedUp() {
      return left == 0;
    }

    private boolean matches(String method) {
      return pattern.equals(ANY) ? !method.equals(OAUTH) : pattern.equalsIgnoreCase(method);
    }
  }
}
