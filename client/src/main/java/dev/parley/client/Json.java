package dev.parley.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON as far as it is needed here: plain values to text, and text to plain values. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /**
   * The text of a value.
   *
   * @throws IllegalArgumentException if it has none
   */
  static String write(@Nullable Object value) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out, value);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case CharSequence text -> out.writeString(text.toString());
      case Boolean is -> out.writeBoolean(is);
      case Number number -> writeNumber(out, number);
      case Map<?, ?> map -> writeMap(out, map);
      case Iterable<?> items -> {
        out.writeStartArray();
        for (Object item : items) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Optional<?> optional -> write(out, optional.orElse(null));
      case Enum<?> constant -> out.writeString(constant.name());
      case Character letter -> out.writeString(letter.toString());
      case TemporalAccessor time -> out.writeString(time.toString());
      case UUID id -> out.writeString(id.toString());
      case URI uri -> out.writeString(uri.toString());
      case Record fields -> writeRecord(out, fields);
      case Object array when array.getClass().isArray() -> {
        out.writeStartArray();
        for (int i = 0; i < Array.getLength(array); i++) {
          write(out, Array.get(array, i));
        }
        out.writeEndArray();
      }
      default ->
          throw new IllegalArgumentException(
              "there is no JSON for "
                  + value.getClass().getName()
                  + "; give a map, a record or text, or set a function that knows it");
    }
  }

  private static void writeNumber(JsonGenerator out, Number number) throws IOException {
    switch (number) {
      case Integer n -> out.writeNumber(n);
      case Long n -> out.writeNumber(n);
      case Short n -> out.writeNumber(n);
      case Byte n -> out.writeNumber(n.shortValue());
      case BigInteger n -> out.writeNumber(n);
      case BigDecimal n -> out.writeNumber(n);
      case Double n when Double.isFinite(n) -> out.writeNumber(n);
      case Float n when Float.isFinite(n) -> out.writeNumber(n);
      default -> throw new IllegalArgumentException("there is no JSON for the number " + number);
    }
  }

  private static void writeMap(JsonGenerator out, Map<?, ?> map) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeFieldName(String.valueOf(entry.getKey()));
      write(out, entry.getValue());
    }
    out.writeEndObject();
  }

  private static void writeRecord(JsonGenerator out, Record fields) throws IOException {
    out.writeStartObject();
    for (RecordComponent field : fields.getClass().getRecordComponents()) {
      out.writeFieldName(field.getName());
      try {
        var accessor = field.getAccessor();
        accessor.setAccessible(true);
        write(out, accessor.invoke(fields));
      } catch (ReflectiveOperationException | RuntimeException e) {
        throw new IllegalArgumentException(
            "%s.%s cannot be read: %s"
                .formatted(fields.getClass().getName(), field.getName(), e.getMessage()),
            e);
      }
    }
    out.writeEndObject();
  }

  /**
   * The object that a text holds.
   *
   * @throws IllegalArgumentException if it holds none
   */
  static Map<String, @Nullable Object> readObject(byte[] text) {
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no JSON object");
      }
      Map<String, @Nullable Object> object = object(in);
      if (in.nextToken() != null) {
        throw new IllegalArgumentException("more than one JSON value");
      }
      return object;
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser in) throws IOException {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      object.put(name, value(in));
    }
    return object;
  }

  private static @Nullable Object value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(in));
        }
        yield items;
      }
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }
}
