package simtrix;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;

@DisplayName("The fence around each package (DESIGN 2)")
class ArchitectureTest {

  private static final Path SOURCES = Path.of("processors");

  /** Which package may use which. What is not listed here does not exist. */
  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("failure", Set.of()),
              Map.entry("settings", Set.of()),
              Map.entry("text", Set.of()),
              Map.entry("routing", Set.of("settings", "text")),
              Map.entry("embedded", Set.of("settings")),
              Map.entry("edge", Set.of("failure", "settings", "text")),
              Map.entry("portal", Set.of("settings")),
              Map.entry("pipeline", Set.of("routing")),
              Map.entry("tracing", Set.of("call", "failure", "routing", "settings")),
              Map.entry("bitrix24", Set.of("failure", "portal", "routing", "settings", "tracing")),
              Map.entry(
                  "installation",
                  Set.of("access", "bitrix24", "edge", "failure", "portal", "settings", "text")),
              Map.entry("device", Set.of("edge", "portal", "settings", "text")),
              Map.entry("audit", Set.of()),
              Map.entry("phoneapp", Set.of("settings")),
              Map.entry("monitoring", Set.of("caller", "failure", "pipeline", "portal")),
              Map.entry("access", Set.of("audit", "device", "edge", "settings", "text")),
              Map.entry("call", Set.of("failure", "settings")),
              Map.entry("scenario", Set.of("bitrix24", "portal", "settings", "text")),
              Map.entry(
                  "caller",
                  Set.of("bitrix24", "failure", "portal", "routing", "scenario", "settings")),
              Map.entry(
                  "privacy",
                  Set.of(
                      "access",
                      "audit",
                      "bitrix24",
                      "call",
                      "caller",
                      "device",
                      "edge",
                      "portal",
                      "settings")),
              Map.entry(
                  "sync", Set.of("bitrix24", "call", "caller", "failure", "portal", "settings")),
              Map.entry("intake", Set.of("bitrix24", "call", "caller", "device", "edge")),
              Map.entry("deadletter", Set.of("access", "call", "edge", "failure", "text")),
              Map.entry(
                  "mending",
                  Set.of("access", "call", "caller", "deadletter", "edge", "failure", "text")),
              Map.entry(
                  "recording",
                  Set.of(
                      "access",
                      "bitrix24",
                      "call",
                      "deadletter",
                      "device",
                      "edge",
                      "failure",
                      "portal",
                      "routing",
                      "settings",
                      "text")),
              Map.entry(
                  "writing",
                  Set.of(
                      "bitrix24",
                      "call",
                      "caller",
                      "deadletter",
                      "failure",
                      "portal",
                      "routing",
                      "scenario",
                      "settings")),
              Map.entry(
                  "support",
                  Set.of(
                      "access",
                      "audit",
                      "bitrix24",
                      "call",
                      "deadletter",
                      "edge",
                      "failure",
                      "device",
                      "intake",
                      "mending",
                      "portal",
                      "recording",
                      "routing",
                      "scenario",
                      "text")),
              Map.entry(
                  "console",
                  Set.of(
                      "access",
                      "audit",
                      "call",
                      "deadletter",
                      "device",
                      "edge",
                      "failure",
                      "mending",
                      "phoneapp",
                      "pipeline",
                      "portal",
                      "routing",
                      "scenario",
                      "settings",
                      "support",
                      "text"))));

  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("simtrix");

  @Test
  @DisplayName("Packages depend in one direction, and on those that the table names")
  void packagesUseOnlyWhatTheyMay() {
    for (Map.Entry<String, Set<String>> entry : MAY_USE.entrySet()) {
      String[] allowed =
          Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
              .map(name -> "simtrix." + name + "..")
              .toArray(String[]::new);
      DescribedPredicate<JavaClass> forbidden =
          resideInAPackage("simtrix..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));
      noClasses()
          .that()
          .resideInAPackage("simtrix." + entry.getKey() + "..")
          .should()
          .dependOnClassesThat(forbidden.as("other packages than " + entry.getValue()))
          .check(main);
    }
    slices().matching("simtrix.(*)..").should().beFreeOfCycles().check(main);
  }

  @Test
  @DisplayName("The table names every package")
  void tableIsComplete() throws IOException {
    Set<String> packages = new TreeSet<>();
    try (Stream<Path> folders = Files.list(SOURCES.resolve("simtrix"))) {
      folders
          .filter(Files::isDirectory)
          .forEach(folder -> packages.add(folder.getFileName().toString()));
    }
    assertThat(packages).isEqualTo(MAY_USE.keySet());
    for (String name : packages) {
      assertThat(SOURCES.resolve("simtrix").resolve(name).resolve("package-info.java")).exists();
    }
  }

  @Test
  @DisplayName("Bitrix24 method names live in simtrix.bitrix24 alone")
  void methodNamesStayInTheirPackage() throws IOException {
    assertThat(
            literals(
                "(crm\\.(?!dead|retry|writes|changes)|(telephony|voximplant|event|tasks|im|disk|app)\\.|user\\.(get|current))[a-zA-Z.]*"))
        .isNotEmpty()
        .allMatch(found -> found.contains("simtrix/bitrix24/"));
  }

  @Test
  @DisplayName("Endpoint URIs live in routes/ alone")
  void endpointsStayInRoutes() throws IOException {
    assertThat(
            literals(
                "(direct|seda|jms|jpa|http|https|caffeine-cache|platform-http|timer|log|mock|bean|rest|rest-openapi):[^\"\\s]*"))
        .allMatch(ArchitectureTest::isScheme);
  }

  @Test
  @DisplayName("Everything gets what it needs through its constructor")
  void constructorInjection() {
    noFields()
        .should()
        .beAnnotatedWith(Autowired.class)
        .orShould()
        .beAnnotatedWith(PersistenceContext.class)
        .check(main);
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)").check(main);
  }

  @Test
  @DisplayName("What a person of the console may get to read is said in each language")
  void refusalsAreTranslated() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "simtrix.console..",
            "simtrix.support..",
            "simtrix.mending..",
            "simtrix.deadletter..",
            "simtrix.privacy..")
        .or()
        .haveSimpleName("ConsoleUsers")
        .or()
        .haveSimpleName("DeviceRegistry")
        .should()
        .callMethod(RefusedRequest.class, "of", HttpStatus.class, String.class)
        .orShould()
        .callMethod(RefusedRequest.class, "notFound", String.class)
        .orShould()
        .callMethod(RefusedRequest.class, "invalid", String.class, List.class)
        .orShould()
        .callConstructor(FieldError.class, String.class, String.class)
        .check(main);
  }

  /** "https://" as the start of an address that is built from settings is no endpoint. */
  private static boolean isScheme(String found) {
    return found.endsWith("\"http://\"") || found.endsWith("\"https://\"");
  }

  private static List<String> literals(String pattern) throws IOException {
    Pattern literal = Pattern.compile("\"" + pattern + "\"");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = literal.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(file.toString().replace('\\', '/') + " " + matcher.group());
        }
      }
    }
    return found;
  }
}
