package dev.parley.channels.fuzz;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Pattern;

/** JSON as another library reads it, to the letter of RFC 8259. */
final class SecondOpinion {
  /** Depth to which both libraries follow. */
  static final int MAX_DEPTH = 200;

  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{19}");

  private SecondOpinion() {}

  /** A text that is exactly one JSON value; empty if it is not. */
  static Optional<JsonElement> read(String json) {
    if (json.startsWith("\uFEFF")) {
      return Optional.empty(); // the library takes a byte order mark, the standard forbids it
    }
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      if (reader.peek() == JsonToken.END_DOCUMENT) {
        return Optional.empty();
      }
      JsonElement element = JsonParser.parseReader(reader);
      return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(element) : Optional.empty();
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /** Whether the library is known to be wrong: it takes some very long numbers for malformed. */
  static boolean isUnsure(String json) {
    return LONG_NUMBER.matcher(json).find();
  }

  /** Brackets that are open at once, at most, whether in strings or not. */
  static int depthAtMost(String json) {
    int open = 0;
    int most = 0;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      open += c == '{' || c == '[' ? 1 : 0;
      most = Math.max(most, open);
    }
    return most;
  }
}
