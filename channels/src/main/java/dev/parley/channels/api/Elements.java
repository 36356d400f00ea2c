package dev.parley.channels.api;

import dev.parley.channels.protocol.Json;
import dev.parley.channels.protocol.Json.Value;
import java.util.List;

/** The elements of a JSON array that has already been found to be one. */
final class Elements {
  private Elements() {}

  static List<Value> of(Value array) throws ApiException {
    return Json.array(array.text())
        .orElseThrow(() -> ApiException.badRequest("body: expected valid JSON"));
  }
}
