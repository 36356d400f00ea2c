package dev.parley.messenger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that the rules refuse. Nothing was written. Immutable; has no stack trace, because it
 * is an answer and not a fault.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final @Nullable String field;
  private final @Nullable Duration retryAfter;

  private Refusal(
      RefusalCode code, @Nullable String field, String detail, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  /**
   * A refusal of the whole request.
   *
   * @param detail what went wrong and what was expected, for people
   */
  public static Refusal of(RefusalCode code, String detail) {
    return new Refusal(code, null, detail, null);
  }

  /** A refusal because of one field, named as in the public API. */
  public static Refusal ofField(RefusalCode code, String field, String detail) {
    return new Refusal(code, field, detail, null);
  }

  /** A refusal that ends by itself after a while. */
  public static Refusal until(RefusalCode code, Duration retryAfter, String detail) {
    return new Refusal(code, null, detail, retryAfter);
  }

  public RefusalCode code() {
    return code;
  }

  /** The field that was refused, if one was. */
  public @Nullable String field() {
    return field;
  }

  /** When to try again, if that can help. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What went wrong and what was expected, for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
