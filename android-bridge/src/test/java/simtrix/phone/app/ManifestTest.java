package simtrix.phone.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What other apps may reach, what leaves the phone, and what the app may do. */
public class ManifestTest {

  private static final String ANDROID = "http://schemas.android.com/apk/res/android";
  private static final List<String> COMPONENTS =
      List.of("activity", "receiver", "service", "provider");

  @Test
  public void onlyTheseComponentsAreOpenAndEachSaysForWhom() throws Exception {
    Map<String, String> open =
        components().stream()
            .filter(component -> value(component, "exported").equals("true"))
            .collect(Collectors.toMap(ManifestTest::name, part -> value(part, "permission")));
    assertThat(open)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "simtrix.phone.telephony.PhoneStateReceiver",
                "android.permission.READ_PHONE_STATE",
                "simtrix.phone.telephony.ScreeningService",
                "android.permission.BIND_SCREENING_SERVICE",
                "simtrix.phone.screen.StatusActivity",
                "",
                "simtrix.phone.screen.PairActivity",
                ""));
  }

  @Test
  public void everyComponentExistsAndSaysWhetherItIsOpen() throws Exception {
    for (Element component : components()) {
      assertThat(component.hasAttributeNS(ANDROID, "exported")).as(name(component)).isTrue();
      assertThat(Class.forName(name(component), false, getClass().getClassLoader()).getSuperclass())
          .isNotNull();
    }
  }

  @Test
  public void theJobIsStartedBySystemOnly() throws Exception {
    assertThat(components())
        .filteredOn(component -> name(component).equals(WakeUpJob.class.getName()))
        .singleElement()
        .extracting(component -> value(component, "permission"))
        .isEqualTo("android.permission.BIND_JOB_SERVICE");
  }

  @Test
  public void nothingIsBackedUpAndNothingGoesInClear() throws Exception {
    Element application = elements(manifest(), "application").get(0);
    assertThat(value(application, "allowBackup")).isEqualTo("false");
    assertThat(value(application, "usesCleartextTraffic")).isEqualTo("false");
    assertThat(value(application, "dataExtractionRules")).isEqualTo("@xml/extraction_none");
    assertThat(value(application, "fullBackupContent")).isEqualTo("@xml/backup_none");
    Document rules = read("res/xml/extraction_none.xml");
    for (String way : List.of("cloud-backup", "device-transfer")) {
      assertThat(excluded(elements(rules, way).get(0)))
          .containsExactlyInAnyOrder("root", "file", "database", "sharedpref", "external");
    }
    assertThat(excluded(read("res/xml/backup_none.xml").getDocumentElement()))
        .containsExactlyInAnyOrder("root", "file", "database", "sharedpref", "external");
    assertThat(elements(rules, "include")).isEmpty();
    Element network = elements(read("res/xml/network_security.xml"), "base-config").get(0);
    assertThat(network.getAttribute("cleartextTrafficPermitted")).isEqualTo("false");
  }

  /** A permission more is a question more on every phone and in every review of the app. */
  @Test
  public void thesePermissionsAndNoOthers() throws Exception {
    assertThat(
            elements(manifest(), "uses-permission").stream()
                .map(permission -> value(permission, "name").replace("android.permission.", "")))
        .containsExactlyInAnyOrder(
            "INTERNET",
            "ACCESS_NETWORK_STATE",
            "READ_PHONE_STATE",
            "READ_PHONE_NUMBERS",
            "READ_CALL_LOG",
            "READ_CONTACTS",
            "RECEIVE_BOOT_COMPLETED",
            "POST_NOTIFICATIONS",
            "SYSTEM_ALERT_WINDOW",
            "REQUEST_IGNORE_BATTERY_OPTIMIZATIONS",
            "CAMERA");
  }

  private static List<String> excluded(Element rules) {
    return elements(rules.getElementsByTagName("exclude")).stream()
        .peek(rule -> assertThat(rule.getAttribute("path")).isEqualTo("."))
        .map(rule -> rule.getAttribute("domain"))
        .toList();
  }

  private static List<Element> components() throws Exception {
    Document manifest = manifest();
    return COMPONENTS.stream().flatMap(kind -> elements(manifest, kind).stream()).toList();
  }

  private static String name(Element component) {
    String name = value(component, "name");
    return name.startsWith(".") ? "simtrix.phone" + name : name;
  }

  private static String value(Element element, String attribute) {
    return element.getAttributeNS(ANDROID, attribute);
  }

  private static List<Element> elements(Document document, String tag) {
    return elements(document.getElementsByTagName(tag));
  }

  private static List<Element> elements(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Document manifest() throws Exception {
    return read("AndroidManifest.xml");
  }

  private static Document read(String path) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new File("src/main", path));
  }
}
