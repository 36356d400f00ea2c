package dev.parley.channels.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query string as a list in the given order, since signatures need it raw and SDKs differ in what
 * they escape. Immutable.
 */
final class Query {
  private static final Set<String> AUTH =
      Set.of("auth_key", "auth_timestamp", "auth_version", "auth_signature", "body_md5");

  private final List<Parameter> parameters;
  private final Form reading;

  private Query(List<Parameter> parameters, Form reading) {
    this.parameters = parameters;
    this.reading = reading;
  }

  /**
   * One {@code name=value}.
   *
   * @param name lower-cased and decoded
   * @param raw the value as it stood in the URL
   */
  private record Parameter(String name, String raw) {
    String in(Form form) {
      return switch (form) {
        case RAW -> raw;
        case PERCENT_DECODED -> percentDecoded(raw);
        case FORM_DECODED -> formDecoded(raw);
      };
    }
  }

  /** How a value of the URL is to be read. */
  enum Form {
    RAW,
    PERCENT_DECODED,
    FORM_DECODED
  }

  static Query parse(String query) {
    var parameters = new ArrayList<Parameter>();
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(new Parameter(percentDecoded(name).toLowerCase(Locale.ROOT), value));
      }
    }
    return new Query(List.copyOf(parameters), Form.PERCENT_DECODED);
  }

  /** The same query as its signer meant it: whether a plus is a space is told by the signature. */
  Query signedAs(Form form) {
    return form == Form.FORM_DECODED ? new Query(parameters, form) : this;
  }

  /** The first value of that name, decoded. */
  @Nullable String get(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name.equals(name)) {
        return parameter.in(reading);
      }
    }
    return null;
  }

  /** All values of that name, decoded. */
  List<String> all(String name) {
    return parameters.stream().filter(p -> p.name.equals(name)).map(p -> p.in(reading)).toList();
  }

  /** Names that belong to the endpoint, not to authentication. */
  List<String> ownNames() {
    return parameters.stream().map(p -> p.name).filter(n -> !AUTH.contains(n)).toList();
  }

  /** The query's part of the text to sign: sorted by name, without the signature. */
  String canonical(Form form) {
    var text = new StringBuilder();
    parameters.stream()
        .filter(p -> !p.name.equals("auth_signature"))
        .sorted(Comparator.comparing(Parameter::name))
        .forEach(p -> {
          text.append(text.isEmpty() ? "" : "&").append(p.name).append('=');
          text.append(p.in(form));
        });
    return text.toString();
  }

  /** Decodes {@code %41} and leaves {@code +} alone; a value with malformed escapes stays as is. */
  static String percentDecoded(String raw) {
    return raw.indexOf('%') < 0 ? raw : decoded(raw.replace("+", "%2B"), raw);
  }

  private static String formDecoded(String raw) {
    return decoded(raw, raw);
  }

  private static String decoded(String escaped, String otherwise) {
    if (escaped.contains("%+") || escaped.contains("%-")) {
      return otherwise; // the decoder would take the sign for a digit
    }
    try {
      return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return otherwise;
    }
  }
}
