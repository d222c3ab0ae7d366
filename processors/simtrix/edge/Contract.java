package simtrix.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.oas.OpenApi31;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * An OpenAPI 3.1 file of {@code openapi/}, read once: its operations, and its schemas ready to hold
 * bodies against. The same file drives the REST routes.
 */
final class Contract {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonSchemaFactory SCHEMAS = schemas();
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .pathType(PathType.JSON_POINTER)
          .errorMessageKeyword(FieldSentence.OWN_SENTENCE)
          .messageSource((key, standard, locale, arguments) -> FieldSentence.NO_OWN_SENTENCE)
          .build();

  private final String file;
  private final JsonNode document;
  private final JsonSchema root;
  private final List<Operation> operations = new ArrayList<>();

  private Contract(String file, JsonNode document) {
    this.file = file;
    this.document = document;
    this.root = SCHEMAS.getSchema(SchemaLocation.of("classpath:" + file), document, STRICT);
    String base = document.at("/servers/0/url").asText();
    document
        .path("paths")
        .properties()
        .forEach(path -> readPath(base + path.getKey(), path.getKey(), path.getValue()));
  }

  /**
   * @param file on the class path, as {@code openapi/bridge-v1.yaml}
   */
  static Contract read(String file) {
    try (InputStream in = new ClassPathResource(file).getInputStream()) {
      return new Contract(file, YAML.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("The contract " + file + " cannot be read.", e);
    }
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The schema of that name under {@code components/schemas}. */
  Optional<JsonSchema> schema(String name) {
    JsonNodePath path = pointer("components", "schemas", name);
    return at(path).isMissingNode() ? Optional.empty() : Optional.of(root.getSubSchema(path));
  }

  private void readPath(String path, String key, JsonNode item) {
    for (HttpMethod method : HttpMethod.values()) {
      JsonNode operation = item.path(method.name().toLowerCase(Locale.ROOT));
      if (operation.isObject()) {
        operations.add(readOperation(method, path, key, item, operation));
      }
    }
  }

  private Operation readOperation(
      HttpMethod method, String path, String key, JsonNode item, JsonNode operation) {
    JsonNodePath here = pointer("paths", key);
    JsonNodePath itself = here.append(method.name().toLowerCase(Locale.ROOT));
    List<Operation.Parameter> parameters = new ArrayList<>();
    readParameters(here, item, parameters);
    readParameters(itself, operation, parameters);
    JsonNode content = operation.at("/requestBody/content");
    Set<String> consumes = new LinkedHashSet<>();
    content.fieldNames().forEachRemaining(consumes::add);
    Optional<JsonSchema> body =
        content.has("application/json")
            ? Optional.of(
                root.getSubSchema(
                    itself
                        .append("requestBody")
                        .append("content")
                        .append("application/json")
                        .append("schema")))
            : Optional.empty();
    return new Operation(
        operation.path("operationId").asText(),
        method,
        PathPatternParser.defaultInstance.parse(path),
        List.copyOf(parameters),
        Set.copyOf(consumes),
        body,
        Optional.of(operation.at("/requestBody/x-stream-limit"))
            .filter(JsonNode::isIntegralNumber)
            .map(JsonNode::asLong),
        Optional.of(operation.path("x-role").asText()).filter(role -> !role.isEmpty()));
  }

  private void readParameters(JsonNodePath owner, JsonNode node, List<Operation.Parameter> into) {
    for (int i = 0; i < node.path("parameters").size(); i++) {
      JsonNodePath place = resolved(owner.append("parameters").append(i));
      JsonNode parameter = at(place);
      JsonNodePath schema = place.append("schema");
      into.add(
          new Operation.Parameter(
              parameter.path("name").asText(),
              parameter.path("in").asText(),
              parameter.path("required").asBoolean(),
              at(resolved(schema)).path("type").asText().equals("integer"),
              root.getSubSchema(schema)));
    }
  }

  private JsonNodePath resolved(JsonNodePath place) {
    String reference = at(place).path("$ref").asText();
    return reference.isEmpty() ? place : pointer(reference.substring(2).split("/"));
  }

  private JsonNode at(JsonNodePath path) {
    JsonNode node = document;
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
    }
    return node;
  }

  private static JsonNodePath pointer(String... names) {
    JsonNodePath path = new JsonNodePath(PathType.JSON_POINTER);
    for (String name : names) {
      path = path.append(name);
    }
    return path;
  }

  private static JsonSchemaFactory schemas() {
    JsonMetaSchema strictTimes =
        JsonMetaSchema.builder(OpenApi31.getInstance())
            .format(new OffsetTimeFormat())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();
    return JsonSchemaFactory.builder()
        .defaultMetaSchemaIri(strictTimes.getIri())
        .metaSchema(strictTimes)
        .build();
  }

  @Override
  public String toString() {
    return file;
  }
}
