package dev.parley.messenger.message;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;

/** How many rows a page may have. */
final class PageLimit {
  private PageLimit() {}

  static void require(int limit) {
    if (limit < 1 || limit > Bound.PAGE.value()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "limit", "expected 1..%d".formatted(Bound.PAGE.value()));
    }
  }
}
