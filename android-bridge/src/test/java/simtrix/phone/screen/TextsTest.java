package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** German and English say the same things, with the same gaps to fill in. */
public class TextsTest {

  private static final Pattern GAP = Pattern.compile("%(\\d+\\$)?[ds]");

  private final Map<String, String> english = texts("values");
  private final Map<String, String> german = texts("values-de");

  @Test
  public void bothLanguagesHaveTheSameKeys() {
    assertThat(german.keySet()).isEqualTo(english.keySet());
    assertThat(english).hasSizeGreaterThan(150);
  }

  @Test
  public void bothLanguagesFillInTheSameGaps() {
    english.forEach((key, text) -> assertThat(gaps(german.get(key))).as(key).isEqualTo(gaps(text)));
  }

  @Test
  public void severalGapsAreNumberedSoThatTheirOrderMayDiffer() {
    Stream.of(english, german)
        .flatMap(texts -> texts.values().stream())
        .forEach(text -> assertThat(text).doesNotContainPattern("%[ds]"));
  }

  @Test
  public void nothingIsEmptyOrLeftInTheOtherLanguage() {
    List<String> longEnough =
        english.keySet().stream().filter(key -> english.get(key).length() > 25).toList();
    assertThat(longEnough).hasSizeGreaterThan(80);
    longEnough.forEach(
        key -> assertThat(german.get(key)).as(key).isNotBlank().isNotEqualTo(english.get(key)));
  }

  @Test
  public void germanHasItsUmlauts() {
    String all = String.join(" ", german.values());
    assertThat(all).contains("ä", "ö", "ü", "ß", "Ö");
    assertThat(all).doesNotContainPattern("(?i)\\b(fuer|ueber|koennen|muessen|waehlen|oeffnen)\\b");
  }

  private static List<String> gaps(String text) {
    Matcher matcher = GAP.matcher(text);
    return matcher.results().map(MatchResult::group).sorted().toList();
  }

  private static Map<String, String> texts(String folder) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/res", folder))) {
      for (Path file : new TreeSet<>(files.toList())) {
        read(file, texts);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return texts;
  }

  private static void read(Path file, Map<String, String> texts) {
    try {
      var root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement();
      NodeList strings = root.getElementsByTagName("string");
      for (int i = 0; i < strings.getLength(); i++) {
        Element text = (Element) strings.item(i);
        if (!"false".equals(text.getAttribute("translatable"))) {
          texts.put(text.getAttribute("name"), text.getTextContent());
        }
      }
      NodeList items = root.getElementsByTagName("item");
      for (int i = 0; i < items.getLength(); i++) {
        Element item = (Element) items.item(i);
        if (item.hasAttribute("quantity")) {
          String plural = ((Element) item.getParentNode()).getAttribute("name");
          texts.put(plural + "/" + item.getAttribute("quantity"), item.getTextContent());
        }
      }
    } catch (Exception e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
