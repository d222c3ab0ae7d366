package simtrix.text;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * Something that the server says: a key of {@code texts/} and what stands in its places. Whoever
 * has a {@link MessageSource} says it in another language than English.
 */
public final class Sentence extends DefaultMessageSourceResolvable {

  private static final long serialVersionUID = 1L;
  private static final MessageSource ENGLISH =
      english("texts/refusals", "texts/mistakes", "texts/route-faults");

  private Sentence(String[] keys, Object[] values, String otherwise) {
    super(keys, values, otherwise);
  }

  /**
   * @param values in the order of the places; a number stands as its digits, and a sentence or a
   *     part of one is said in the language of the whole
   */
  public static Sentence of(String key, Object... values) {
    Object[] said =
        Stream.of(values)
            .map(value -> value instanceof Sentence part ? part : String.valueOf(value))
            .toArray();
    return new Sentence(new String[] {key}, said, null);
  }

  /**
   * A part of a sentence that has a name in the console, as a field of a form, and stands in
   * English as it is.
   *
   * @param keys of the names, the best first
   */
  public static Sentence named(String text, String... keys) {
    return new Sentence(keys, null, text);
  }

  /** A sentence that is read by programs and their makers alone, and has no translation. */
  public static Sentence untranslated(String text) {
    return new Sentence(new String[0], null, text);
  }

  /** As logs and the API say it. */
  public String english() {
    return ENGLISH.getMessage(this, Locale.ENGLISH);
  }

  @Override
  public String toString() {
    return english();
  }

  private static MessageSource english(String... files) {
    ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    texts.setBasenames(files);
    texts.setBundleClassLoader(Sentence.class.getClassLoader());
    texts.setDefaultEncoding("UTF-8");
    texts.setFallbackToSystemLocale(false);
    return texts;
  }
}
