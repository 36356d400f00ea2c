package dev.parley.server.app;

import org.jspecify.annotations.Nullable;

/**
 * A change of apps that cannot be made. The message is for whoever asked and holds no secret. An
 * expected answer, so it carries no stack trace.
 */
public final class AppRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of obstacle it is. */
  public enum Reason {
    /** There is no such app or key. */
    NOT_FOUND,
    /** A value cannot be used; {@link #field()} says which. */
    INVALID,
    /** It would contradict what there is. */
    CONFLICT,
    /** The app comes from the configuration. */
    READ_ONLY
  }

  private final Reason reason;
  private final @Nullable String field;

  public AppRefused(Reason reason, String message) {
    this(reason, null, message);
  }

  private AppRefused(Reason reason, @Nullable String field, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  static AppRefused invalid(String field, String message) {
    return new AppRefused(Reason.INVALID, field, message);
  }

  static AppRefused noApp(String id) {
    return new AppRefused(Reason.NOT_FOUND, "there is no app " + brief(id));
  }

  /** What came from outside may be long or hold line breaks. */
  private static String brief(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() <= 64 ? printable : printable.substring(0, 64) + "...";
  }

  public Reason reason() {
    return reason;
  }

  /**
   * The refused field of the request, {@code options.force-tls} for one, if that is the problem.
   */
  public @Nullable String field() {
    return field;
  }
}
