package dev.parley.client;

import org.jspecify.annotations.Nullable;

/** Why a call failed: one type for each decision that a caller may make. */
@SuppressWarnings("serial") // kept in memory, never written
public abstract sealed class RealtimeException extends RuntimeException {
  private RealtimeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * The server answered, and refused. Asking again unchanged does not help, except at 429 and 5xx.
   */
  public static final class Refused extends RealtimeException {
    private final int code;
    private final String body;

    Refused(int code, String body) {
      super("the server answered %d: %s".formatted(code, shortened(body)), null);
      this.code = code;
      this.body = body;
    }

    /** The HTTP status, such as 401 for a wrong secret. */
    public int code() {
      return code;
    }

    /** What the server said, as it said it. */
    public String body() {
      return body;
    }

    private static String shortened(String body) {
      return body.length() <= 300 ? body : body.substring(0, 300) + "...";
    }
  }

  /** No answer came: no connection, a broken one, or not in time. */
  public static final class Unreachable extends RealtimeException {
    private final boolean mayHaveArrived;

    Unreachable(String message, Throwable cause, boolean mayHaveArrived) {
      super(message, cause);
      this.mayHaveArrived = mayHaveArrived;
    }

    /** Whether the server may have done what it was asked; false if there was no connection. */
    public boolean mayHaveArrived() {
      return mayHaveArrived;
    }
  }

  /** What was given is illegal, and nothing was sent. */
  public static final class IllegalArgument extends RealtimeException {
    private final String field;

    IllegalArgument(String field, String expected) {
      super(field + ": " + expected, null);
      this.field = field;
    }

    /** Which one, such as {@code events[3].channel} or {@code PUSHER_KEY}. */
    public String field() {
      return field;
    }
  }

  /** Of several events some were not sent. The cause says why. */
  public static final class Incomplete extends RealtimeException {
    private final SendReport report;

    Incomplete(SendReport report, RealtimeException cause) {
      super(
          "%d of %d events were sent: %s"
              .formatted(report.sent().size(), report.size(), cause.getMessage()),
          cause);
      this.report = report;
    }

    /** Which events were sent, which were not, and which may have been. */
    public SendReport report() {
      return report;
    }
  }
}
