package dev.parley.server.docs;

import dev.parley.server.app.JsonTree;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The API in OpenAPI 3.1, made once and kept. Thread-safe. */
@Singleton
public final class ApiDocument {
  private static final String GENERATED = "/META-INF/swagger/parley.json";
  private static final String EXAMPLES = "/docs/examples.json";
  private static final String PREFIX = "/api/";

  private final Router router;
  private final JsonMapper json;
  private volatile @Nullable String text;

  ApiDocument(Router router, JsonMapper json) {
    this.router = router;
    this.json = json;
  }

  /** The document as JSON on many lines. */
  public String text() {
    String known = text;
    if (known == null) {
      known = JsonTree.writeIndented(tree()) + "\n";
      text = known;
    }
    return known;
  }

  private Map<String, Object> tree() {
    Map<String, Object> generated = read(GENERATED);
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", generated.get("openapi"));
    document.put(
        "info",
        new TreeMap<>(Map.of("title", "Parley", "version", "0.1", "description", ApiWords.ABOUT)));
    document.put("paths", paths(object(generated.get("paths"))));
    var components = new LinkedHashMap<String, Object>();
    Map<String, Object> schemas =
        schemas(object(object(generated.get("components")).get("schemas")));
    components.put("schemas", schemas);
    components.put("securitySchemes", ApiWords.SECURITY_SCHEMES);
    document.put("components", components);
    String all = JsonTree.write(document); // records of other addresses than the API's go
    schemas.keySet().removeIf(name -> !all.contains("/schemas/" + name + "\""));
    return document;
  }

  private Map<String, Object> paths(Map<String, Object> generated) {
    Map<String, UriRouteInfo<?, ?>> routes =
        router
            .uriRoutes()
            .collect(Collectors.toMap(ApiDocument::key, route -> route, (one, _) -> one));
    var paths = new TreeMap<String, Object>();
    generated.forEach((path, item) -> {
      if (path.startsWith(PREFIX)) {
        var operations = new LinkedHashMap<String, Object>();
        object(item)
            .forEach((method, operation) ->
                operations.put(
                    method,
                    Operation.of(
                        Objects.requireNonNull(routes.get(key(method, path)), path),
                        object(Schemas.repaired(operation)))));
        paths.put(path, operations);
      }
    });
    return paths;
  }

  private static String key(UriRouteInfo<?, ?> route) {
    return key(route.getHttpMethodName(), route.getUriMatchTemplate().toPathString());
  }

  private static String key(String method, String path) {
    return method.toLowerCase(Locale.ROOT) + " " + path;
  }

  private Map<String, Object> schemas(Map<String, Object> generated) {
    Map<String, Object> examples = read(EXAMPLES);
    var schemas = new TreeMap<String, Object>();
    generated.forEach((name, schema) -> {
      String ours = Schemas.name(name);
      Map<String, Object> repaired = Schemas.fields(object(Schemas.repaired(schema)));
      if (examples.get(ours) instanceof Map<?, ?> example) {
        repaired.put("examples", List.of(example));
      }
      schemas.put(ours, repaired);
    });
    schemas.remove("Caller"); // comes from the token, never from a body
    schemas.put("Problem", ApiWords.PROBLEM);
    return schemas;
  }

  private Map<String, Object> read(String resource) {
    try (InputStream in = ApiDocument.class.getResourceAsStream(resource)) {
      return json.readValue(
          Objects.requireNonNull(in, resource), Argument.mapOf(String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // objects of JSON
  static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
