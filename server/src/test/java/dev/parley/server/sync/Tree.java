package dev.parley.server.sync;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON object of an answer or an event. What is asked for must be in it. */
record Tree(JsonNode node) {
  private static final ObjectMapper JSON = ObjectMapper.getDefault();

  /** Reads one; an empty text is an empty object. */
  static Tree of(String text) {
    if (text.isEmpty()) {
      return new Tree(JsonNode.createObjectNode(Map.of()));
    }
    try {
      return new Tree(Objects.requireNonNull(JSON.readValue(text, JsonNode.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private JsonNode required(String name) {
    return Objects.requireNonNull(node.get(name), name);
  }

  Tree at(String name) {
    return new Tree(required(name));
  }

  /** Whether it is there, and not null. */
  boolean has(String name) {
    JsonNode found = node.get(name);
    return found != null && !found.isNull();
  }

  String text(String name) {
    return required(name).getStringValue();
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  long number(String name) {
    return required(name).getLongValue();
  }

  List<Long> numbers(String name) {
    var numbers = new ArrayList<Long>();
    required(name).values().forEach(one -> numbers.add(one.getLongValue()));
    return numbers;
  }

  boolean flag(String name) {
    return required(name).getBooleanValue();
  }

  List<Tree> items(String name) {
    var items = new ArrayList<Tree>();
    required(name).values().forEach(one -> items.add(new Tree(one)));
    return items;
  }

  <T> List<T> items(String name, Class<T> type) {
    return items(name).stream().map(one -> one.as(type)).toList();
  }

  <T> T as(Class<T> type) {
    try {
      return Objects.requireNonNull(JSON.readValueFromTree(node, type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
