package dev.parley.server.docs;

import static dev.parley.messenger.RefusalCode.BUSY;
import static dev.parley.messenger.RefusalCode.FIELD_TOO_LONG;
import static dev.parley.messenger.RefusalCode.INVALID_FIELD;
import static dev.parley.messenger.RefusalCode.MISSING_SCOPE;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.SESSION_ENDED;
import static dev.parley.messenger.RefusalCode.UNAUTHENTICATED;

import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.apikey.Scope;
import dev.parley.server.security.Needs;
import dev.parley.server.security.Public;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.annotation.Body;
import io.micronaut.web.router.UriRouteInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Completes what the annotation processor knows of one endpoint. Stateless. */
final class Operation {
  private Operation() {}

  static Map<String, Object> of(UriRouteInfo<?, ?> route, Map<String, Object> generated) {
    String noun = noun(route.getDeclaringType());
    String verb = route.getTargetMethod().getMethodName();
    var operation = new LinkedHashMap<String, Object>();
    operation.put("tags", List.of(isForKeys(route) ? "server" : noun));
    operation.put("operationId", noun + "." + verb);
    String summary = String.valueOf(generated.getOrDefault("summary", verb));
    operation.put("summary", summary);
    String more =
        String.valueOf(generated.getOrDefault("description", "")).replace(summary, "").strip();
    if (!more.isEmpty()) {
      operation.put("description", more);
    }
    List<Object> parameters = parameters(generated);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    if (takesBody(route)) {
      operation.put("requestBody", body(ApiDocument.object(generated.get("requestBody"))));
    }
    operation.put("responses", responses(route, ApiDocument.object(generated.get("responses"))));
    operation.put("security", security(route));
    return operation;
  }

  /** {@code ConversationsController} speaks of conversations. */
  private static String noun(Class<?> controller) {
    return controller
        .getSimpleName()
        .replaceFirst("Controller$", "")
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  /** Without the caller, whom the token tells. */
  private static List<Object> parameters(Map<String, Object> generated) {
    var parameters = new ArrayList<Object>();
    if (generated.get("parameters") instanceof List<?> all) {
      for (Object one : all) {
        Map<String, Object> parameter = new LinkedHashMap<>(ApiDocument.object(one));
        if (!"caller".equals(parameter.get("name"))) {
          parameter.remove("explode");
          parameters.add(parameter);
        }
      }
    }
    return parameters;
  }

  private static Map<String, Object> body(Map<String, Object> generated) {
    var content = new TreeMap<String, Object>();
    ApiDocument.object(generated.get("content"))
        .forEach((type, media) -> {
          Object schema = ApiDocument.object(media).get("schema");
          if (schema instanceof Map<?, ?> joined && joined.get("allOf") instanceof List<?> parts) {
            schema = parts.getFirst(); // the rest is the caller
          }
          content.put(type, Map.of("schema", schema == null ? Map.of() : schema));
        });
    return sorted("content", content, "required", generated.getOrDefault("required", false));
  }

  private static Map<String, Object> responses(
      UriRouteInfo<?, ?> route, Map<String, Object> generated) {
    var responses = new TreeMap<String, Object>();
    generated.forEach((status, response) -> {
      Map<String, Object> told = new LinkedHashMap<>(ApiDocument.object(response));
      told.put("description", ApiWords.success(status));
      responses.put(status, told);
      for (String other :
          route.getTargetMethod().getAnnotationMetadata().stringValues(AlsoAnswers.class)) {
        Map<String, Object> same = new LinkedHashMap<>(told);
        same.put("description", ApiWords.success(other));
        responses.put(other, same);
      }
    });
    codes(route).forEach((status, codes) -> responses.put(status, problem(codes)));
    return responses;
  }

  private static Map<String, Set<String>> codes(UriRouteInfo<?, ?> route) {
    AnnotationMetadata method = route.getTargetMethod().getAnnotationMetadata();
    boolean open = isOpen(route);
    var codes = new TreeMap<String, Set<String>>();
    for (RefusalCode code : method.enumValues(Refuses.class, RefusalCode.class)) {
      add(codes, code);
    }
    for (String other : method.stringValues(Refuses.class, "also")) {
      String[] parts = other.split(" ", 2);
      codes.computeIfAbsent(parts[0], _ -> new TreeSet<>()).add(parts[1]);
    }
    add(codes, INVALID_FIELD);
    add(codes, BUSY);
    if (isAdmin(route)) {
      codes.put("401", new TreeSet<>(List.of("token-missing", "token-wrong")));
    } else if (isForKeys(route)) {
      add(codes, UNAUTHENTICATED);
      add(codes, MISSING_SCOPE);
      add(codes, RATE_LIMITED);
    } else if (!open) {
      add(codes, UNAUTHENTICATED);
      add(codes, SESSION_ENDED);
    }
    if (takesBody(route)) {
      add(codes, FIELD_TOO_LONG);
      if (!takesBytes(route)) {
        codes.computeIfAbsent("400", _ -> new TreeSet<>()).add("bad-json");
      }
      codes.put("413", new TreeSet<>(List.of("too-large")));
    }
    return codes;
  }

  private static void add(Map<String, Set<String>> codes, RefusalCode code) {
    String status =
        switch (code.kind()) {
          case INVALID -> "400";
          case TOO_LARGE -> "413";
          case UNAUTHENTICATED -> "401";
          case FORBIDDEN -> "403";
          case ABSENT -> "404";
          case CONFLICT -> "409";
          case TOO_OFTEN -> "429";
          case UNAVAILABLE -> "503";
        };
    codes.computeIfAbsent(status, _ -> new TreeSet<>()).add(code.text());
  }

  private static Map<String, Object> problem(Set<String> codes) {
    return sorted(
        "description",
        "`" + String.join("`, `", codes) + "`",
        "content",
        Map.of(
            "application/problem+json",
            Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));
  }

  private static List<Object> security(UriRouteInfo<?, ?> route) {
    if (isAdmin(route)) {
      return List.of(Map.of("admin", List.of()));
    }
    if (isForKeys(route)) {
      return List.of(Map.of("key", List.of(scope(route).orElseThrow().text())));
    }
    if (!isOpen(route)) {
      return List.of(Map.of("bearer", List.of()));
    }
    return ApiWords.TAKES_COOKIES.contains(route.getUriMatchTemplate().toPathString())
        ? List.of(Map.of(), new TreeMap<>(Map.of("cookie", List.of(), "csrf", List.of())))
        : List.of(Map.of());
  }

  private static boolean isAdmin(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toPathString().startsWith("/api/admin/");
  }

  private static boolean isForKeys(UriRouteInfo<?, ?> route) {
    return scope(route).isPresent();
  }

  private static Optional<Scope> scope(UriRouteInfo<?, ?> route) {
    return route.getTargetMethod().getAnnotationMetadata().enumValue(Needs.class, Scope.class);
  }

  private static boolean takesBody(UriRouteInfo<?, ?> route) {
    return Arrays.stream(route.getTargetMethod().getArguments())
        .anyMatch(argument -> argument.isAnnotationPresent(Body.class));
  }

  private static boolean takesBytes(UriRouteInfo<?, ?> route) {
    return Arrays.stream(route.getTargetMethod().getArguments())
        .anyMatch(argument -> argument.getType().equals(InputStream.class));
  }

  private static boolean isOpen(UriRouteInfo<?, ?> route) {
    return route.getTargetMethod().getAnnotationMetadata().hasAnnotation(Public.class)
        || route.getDeclaringType().isAnnotationPresent(Public.class);
  }

  private static Map<String, Object> sorted(String one, Object first, String two, Object second) {
    return new TreeMap<>(Map.of(one, first, two, second));
  }
}
