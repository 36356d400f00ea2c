package dev.parley.messenger;

import java.util.Locale;

/**
 * Why a request is refused. The names are public and stable: programs tell refusals apart by them.
 */
public enum RefusalCode {
  // Input
  INVALID_FIELD(Kind.INVALID),
  FIELD_TOO_LONG(Kind.INVALID),
  WEAK_PASSWORD(Kind.INVALID),
  INVALID_CURSOR(Kind.INVALID),
  IMAGE_TOO_LARGE(Kind.INVALID),
  TOO_LARGE(Kind.TOO_LARGE),

  // Who is asking
  UNAUTHENTICATED(Kind.UNAUTHENTICATED),
  WRONG_CREDENTIALS(Kind.UNAUTHENTICATED),
  SESSION_ENDED(Kind.UNAUTHENTICATED),
  WRONG_PASSWORD(Kind.FORBIDDEN),
  CSRF_REFUSED(Kind.FORBIDDEN),
  MISSING_SCOPE(Kind.FORBIDDEN),
  RATE_LIMITED(Kind.TOO_OFTEN),
  SECOND_FACTOR_REQUIRED(Kind.UNAUTHENTICATED),
  WRONG_CODE(Kind.FORBIDDEN),
  PROOF_REQUIRED(Kind.FORBIDDEN),

  // What is asked for. What does not exist and what belongs to others look the same.
  NOT_FOUND(Kind.ABSENT),
  NOT_ALLOWED(Kind.FORBIDDEN),
  BLOCKED(Kind.FORBIDDEN),
  NOT_REACHABLE(Kind.FORBIDDEN),
  SILENCED(Kind.FORBIDDEN),
  READ_ONLY_CONVERSATION(Kind.FORBIDDEN),
  TOO_LATE(Kind.FORBIDDEN),

  // The state of things
  USERNAME_TAKEN(Kind.CONFLICT),
  ALREADY_EXISTS(Kind.CONFLICT),
  IDEMPOTENCY_CONFLICT(Kind.CONFLICT),
  GROUP_FULL(Kind.CONFLICT),
  LIMIT_REACHED(Kind.CONFLICT),
  LAST_OWNER(Kind.CONFLICT),
  UPLOAD_CONFLICT(Kind.CONFLICT),
  IN_USE(Kind.CONFLICT),
  LAST_WAY_IN(Kind.CONFLICT),
  MAIL_OFF(Kind.CONFLICT),

  // The server
  BUSY(Kind.UNAVAILABLE),
  PROVIDER_UNAVAILABLE(Kind.UNAVAILABLE);

  /** What all refusals of a kind have in common; HTTP gives each a status. */
  public enum Kind {
    INVALID,
    TOO_LARGE,
    UNAUTHENTICATED,
    FORBIDDEN,
    ABSENT,
    CONFLICT,
    TOO_OFTEN,
    UNAVAILABLE
  }

  private final Kind kind;

  RefusalCode(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The code as the public API writes it, such as {@code not-found}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
