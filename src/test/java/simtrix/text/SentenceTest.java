package simtrix.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

@DisplayName("A sentence of the server in two languages")
class SentenceTest {

  private static final Sentence SHORT =
      Sentence.of("refusal.maxLength", Sentence.named("username", "field.username"), 2000);

  @Test
  @DisplayName("Logs and the API say it in English, with names as programs have them")
  void english() {
    assertThat(SHORT.english()).isEqualTo("username must have at most 2000 characters");
    assertThat(Sentence.untranslated("It's {0}, as it is.").english())
        .isEqualTo("It's {0}, as it is.");
  }

  @Test
  @DisplayName("A page says it in the language of its reader, with the names that the page has")
  void german() {
    ResourceBundleMessageSource page = new ResourceBundleMessageSource();
    page.setBasenames("texts/refusals", "texts/console-forms");
    page.setDefaultEncoding("UTF-8");
    page.setFallbackToSystemLocale(false);
    assertThat(page.getMessage(SHORT, Locale.GERMAN))
        .isEqualTo("Benutzername: höchstens 2000 Zeichen.");
    Sentence either =
        Sentence.of(
            "refusal.type",
            Sentence.named("x", "field.x"),
            Sentence.of(
                "refusal.or",
                Sentence.of("refusal.type.string"),
                Sentence.of("refusal.type.null")));
    assertThat(page.getMessage(either, Locale.GERMAN))
        .isEqualTo("x: muss ein Text oder leer sein.");
    assertThat(either.english()).isEqualTo("x must be text or null");
  }

  @Test
  @DisplayName("Two are the same when they say the same")
  void same() {
    assertThat(Sentence.of("refusal.portal.none", 7))
        .isEqualTo(Sentence.of("refusal.portal.none", 7L));
    assertThat(Sentence.of("refusal.portal.none", 7))
        .isNotEqualTo(Sentence.of("refusal.portal.none", 8));
  }
}
