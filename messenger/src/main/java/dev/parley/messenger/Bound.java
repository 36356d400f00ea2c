package dev.parley.messenger;

/** Every bound and interval of the messenger: the one typed table. */
public enum Bound {
  // People
  USERNAME_LENGTH(Unit.CHARACTERS, 32, "fits a list row; 3 is the least"),
  DISPLAY_NAME_LENGTH(Unit.CHARACTERS, 64, "fits a header on a phone"),
  SIGNATURE_LENGTH(Unit.CHARACTERS, 140, "one line below the name"),
  EMAIL_LENGTH(Unit.CHARACTERS, 254, "RFC 5321, a path without its brackets"),
  LOCALE_LENGTH(Unit.CHARACTERS, 35, "the longest tag that RFC 5646 asks buffers to hold"),

  // Passwords and sessions
  PASSWORD_LEAST(Unit.CHARACTERS, 8, "shorter ones can be tried out; NIST's least"),
  PASSWORD_LENGTH(Unit.CHARACTERS, 128, "a passphrase; more would only cost the server"),
  PASSWORD_GUESSES(
      Unit.COUNT, 1_000_000, "least guesses of an informed guesser; safe where guessing is slowed"),
  PASSWORD_THREADS(Unit.COUNT, 2, "hashes at the same time; each takes 19 MiB"),
  PASSWORDS_WAITING(Unit.COUNT, 64, "above it signing in answers 503 with Retry-After"),

  // Conversations
  TITLE_LENGTH(Unit.CHARACTERS, 128, "fits a header on a desktop"),
  GROUP_MEMBERS(Unit.COUNT, 5_000, "one fan-out of pointers stays below a tenth of a second"),
  POINTER_MEMBERS(
      Unit.COUNT, 500, "above it members get heads instead of pointers; back below 400"),
  MEMBERS_ADDED_AT_ONCE(Unit.COUNT, 100, "bounds one transaction"),
  CONVERSATIONS_PINNED(Unit.COUNT, 50, "a pin among hundreds is none"),
  INVITES_PER_GROUP(Unit.COUNT, 100, "links that are alive"),
  CONTACTS(Unit.COUNT, 10_000, "an address book"),
  BLOCKS(Unit.COUNT, 10_000, "checked by key, so only storage counts"),

  // Messages
  TEXT_BYTES(Unit.BYTES, 16_384, "a long letter; more belongs into a file"),
  CLIENT_MSG_ID_LENGTH(Unit.CHARACTERS, 64, "a UUID with room to spare"),
  MENTIONS_PER_MESSAGE(Unit.COUNT, 100, "whoever means more means everybody"),
  REACTIONS_PER_MESSAGE(Unit.COUNT, 2_000, "all people together"),
  EMOJI_BYTES(Unit.BYTES, 64, "the longest joined emoji have 35"),
  PINS_PER_CONVERSATION(Unit.COUNT, 100, "one page"),
  EDITS_KEPT(Unit.COUNT, 100, "the history of one message"),
  RECALL_MILLIS(Unit.MILLIS, 120_000, "long enough for a slip, too short to rewrite history"),
  EDIT_MILLIS(Unit.MILLIS, 86_400_000, "a day for typing errors"),
  PAGE(Unit.COUNT, 200, "most rows of one page"),
  PAGE_DEFAULT(Unit.COUNT, 50, "rows of a page if nothing is asked for");

  /** What a bound counts. */
  public enum Unit {
    CHARACTERS,
    BYTES,
    COUNT,
    MILLIS
  }

  private final Unit unit;
  private final long value;
  private final String reason;

  Bound(Unit unit, long value, String reason) {
    this.unit = unit;
    this.value = value;
    this.reason = reason;
  }

  public Unit unit() {
    return unit;
  }

  /** The default, in {@link #unit()}s. */
  public long value() {
    return value;
  }

  public String reason() {
    return reason;
  }

  /** The default, where it counts something that memory holds. */
  public int count() {
    return Math.toIntExact(value);
  }
}
