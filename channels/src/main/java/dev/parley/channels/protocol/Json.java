package dev.parley.channels.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one level of JSON and keeps deeper values as the text they were: payloads are passed on,
 * not understood, so parsing them into trees would only cost and could change them.
 */
public final class Json {
  private static final int MAX_DEPTH = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE) // the size of the whole text is bounded
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private Json() {}

  /** What a value is. */
  public enum Kind {
    STRING,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    NULL
  }

  /**
   * One member or element.
   *
   * @param text the decoded text of a string; of anything else its JSON as it stood
   */
  public record Value(Kind kind, String text) {
    public boolean isString() {
      return kind == Kind.STRING;
    }
  }

  /**
   * The members of a JSON object, without those that are null; of a repeated name the last counts.
   *
   * @return empty if the text is not exactly one JSON object
   */
  public static Optional<Map<String, Value>> object(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      var members = new LinkedHashMap<String, Value>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        Value value = value(parser, json);
        if (value.kind() == Kind.NULL) {
          members.remove(name);
        } else {
          members.put(name, value);
        }
      }
      return parser.nextToken() == null ? Optional.of(members) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * The elements of a JSON array.
   *
   * @return empty if the text is not exactly one JSON array
   */
  public static Optional<List<Value>> array(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      var elements = new ArrayList<Value>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(parser, json));
      }
      return parser.nextToken() == null ? Optional.of(elements) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Value value(JsonParser parser, String json) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("unexpected end of JSON");
    }
    return switch (token) {
      case VALUE_STRING -> new Value(Kind.STRING, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value(Kind.NUMBER, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new Value(Kind.BOOLEAN, parser.getText());
      case VALUE_NULL -> new Value(Kind.NULL, "null");
      case START_OBJECT -> new Value(Kind.OBJECT, slice(parser, json));
      case START_ARRAY -> new Value(Kind.ARRAY, slice(parser, json));
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static String slice(JsonParser parser, String json) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getCharOffset();
    return json.substring(start, end);
  }
}
