package dev.parley.server.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows as lines of JSON, each an array of numbers, texts and nulls. Stateless. */
final class RowLines {
  /** No row has longer texts than a webhook's body. */
  private static final int MOST_CHARACTERS = 256 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MOST_CHARACTERS).build())
          .build();

  private RowLines() {}

  /** What a part has grown to, without a copy of it. */
  static final class Part extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }

  /** Writes rows to a stream that somebody else empties. */
  static JsonGenerator writer(Part part) throws IOException {
    JsonGenerator json = JSON.createGenerator(part);
    json.setPrettyPrinter(new MinimalPrettyPrinter("")); // rows end their lines themselves
    return json;
  }

  static void write(JsonGenerator json, @Nullable Object[] values) throws IOException {
    json.writeStartArray();
    for (Object value : values) {
      switch (value) {
        case null -> json.writeNull();
        case Long number -> json.writeNumber(number);
        default -> json.writeString(String.valueOf(value));
      }
    }
    json.writeEndArray();
    json.writeRaw('\n');
  }

  /** Reads all rows of a part. */
  static void read(InputStream part, Consumer<List<@Nullable Object>> rows) throws IOException {
    try (JsonParser json = JSON.createParser(part)) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      while (json.nextToken() == JsonToken.START_ARRAY) {
        var row = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          row.add(value(json));
        }
        rows.accept(row);
      }
      if (json.currentToken() != null) {
        throw new IOException("expected rows as arrays");
      }
    }
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_STRING -> json.getText();
      default -> throw new IOException("expected a number, a text or null in a row");
    };
  }
}
