package dev.parley.messenger;

/** Every bound and interval of the messenger: the one typed table. */
public enum Bound {
  // Requests
  REQUEST_BODY_BYTES(
      Unit.BYTES, 131_072, "the longest text, if its client escapes every character, and the rest"),

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
  SESSIONS_PER_ACCOUNT(Unit.COUNT, 100, "above it the one unused for longest ends"),
  DEVICE_NAME_LENGTH(Unit.CHARACTERS, 64, "fits the list of devices"),
  ACCESS_TOKEN_MILLIS(Unit.MILLIS, 600_000, "ten minutes; it can be revoked before"),
  SESSION_IDLE_MILLIS(Unit.MILLIS, 2_592_000_000L, "30 days without a refresh end a session"),
  SESSION_MILLIS(Unit.MILLIS, 15_552_000_000L, "180 days end a session in any case"),
  SESSIONS_REMEMBERED(Unit.COUNT, 100_000, "in memory; others cost a read for each request"),
  SESSION_BELIEVED_MILLIS(
      Unit.MILLIS, 1_000, "how late a node may see that another one has ended a session"),
  RESET_LINK_MILLIS(Unit.MILLIS, 86_400_000, "a day to hand over a link by other means"),
  LAST_SEEN_WAITING(Unit.COUNT, 100_000, "people whose last-seen time waits to be written"),
  SIGN_IN_FREE(Unit.COUNT, 5, "failed attempts on one name from one network before any wait"),
  SIGN_IN_FIRST_WAIT_MILLIS(Unit.MILLIS, 1_000, "the first wait; each next one is twice longer"),
  SIGN_IN_LONGEST_WAIT_MILLIS(Unit.MILLIS, 300_000, "on one name from one network"),
  NETWORK_FREE(Unit.COUNT, 50, "failed attempts from one network, or on one name by strangers"),
  NETWORK_LONGEST_WAIT_MILLIS(Unit.MILLIS, 60_000, "from one network; an office shares it"),
  STRANGERS_LONGEST_WAIT_MILLIS(
      Unit.MILLIS, 10_000, "on one name from networks new to it; short, or it would lock out"),
  ATTEMPTS_REMEMBERED(Unit.COUNT, 100_000, "names and networks that failed lately"),
  ATTEMPTS_REMEMBERED_MILLIS(Unit.MILLIS, 900_000, "then failed attempts are forgotten"),
  REGISTRATIONS_PER_HOUR(Unit.COUNT, 300, "from one network; a school signs up at once"),
  USER_SEARCHES_PER_MINUTE(Unit.COUNT, 120, "by one person; typing in a search field"),
  RESET_REQUESTS_PER_HOUR(Unit.COUNT, 20, "from one network"),
  BUDGETS_REMEMBERED(Unit.COUNT, 100_000, "buckets of one kind, in memory"),
  PASSWORDS_WAITING(Unit.COUNT, 64, "above it signing in answers 503 with Retry-After"),

  // Mails
  MAILS_WAITING(Unit.COUNT, 10_000, "mails that are not sent yet; above it no more are asked for"),
  MAILS_PER_ADDRESS(Unit.COUNT, 5, "to one address in an hour; others must not use us to flood it"),
  MAIL_ATTEMPTS(Unit.COUNT, 12, "then a mail is given up"),
  MAIL_FIRST_PAUSE_MILLIS(Unit.MILLIS, 15_000, "after a failure; each next pause is twice longer"),
  MAIL_LONGEST_PAUSE_MILLIS(Unit.MILLIS, 3_600_000, "between two attempts"),
  MAIL_LEASE_MILLIS(Unit.MILLIS, 120_000, "in which a node must have sent what it took"),
  MAIL_MILLIS(Unit.MILLIS, 86_400_000, "then a mail is given up, however often it was tried"),
  MAILED_RESET_MILLIS(Unit.MILLIS, 3_600_000, "an hour to follow a mailed link to a new password"),
  ADDRESS_PROOF_MILLIS(
      Unit.MILLIS, 86_400_000, "a day to follow the link that verifies an address"),

  // Other ways in
  FLOW_MILLIS(Unit.MILLIS, 600_000, "ten minutes to sign in elsewhere and come back"),
  FLOWS_PER_HOUR(Unit.COUNT, 600, "sign-ins that one network begins; an office shares it"),
  PROOF_MILLIS(Unit.MILLIS, 900_000, "how long a sign-in counts as a proof for what matters"),
  IDENTITY_TEXT_LENGTH(Unit.CHARACTERS, 255, "an id elsewhere; OpenID Connect's own bound"),
  PROVIDER_BODY_BYTES(Unit.BYTES, 262_144, "an answer of a provider; key sets are the longest"),
  PROVIDER_MILLIS(Unit.MILLIS, 10_000, "until a provider must have answered"),
  PROVIDER_FACTS_MILLIS(Unit.MILLIS, 3_600_000, "how long a provider's addresses are believed"),
  PASSKEYS(Unit.COUNT, 20, "of one account"),
  PASSKEY_NAME_LENGTH(Unit.CHARACTERS, 64, "fits a list row"),
  RECOVERY_CODES(Unit.COUNT, 10, "a card in a drawer"),

  // Conversations
  TITLE_LENGTH(Unit.CHARACTERS, 128, "fits a header on a desktop"),
  GROUP_MEMBERS(Unit.COUNT, 5_000, "one fan-out of pointers stays below a tenth of a second"),
  POINTER_MEMBERS(Unit.COUNT, 500, "above it members get heads instead of pointers"),
  POINTER_MEMBERS_AGAIN(Unit.COUNT, 400, "below it pointers again; the gap keeps a group calm"),
  MEMBERS_ADDED_AT_ONCE(Unit.COUNT, 100, "bounds one transaction"),
  STAYS_PER_MEMBER(Unit.COUNT, 1_000, "every read of a log looks at all of them"),
  PREVIEW_LENGTH(Unit.CHARACTERS, 200, "two lines of a list"),
  CONVERSATIONS_PINNED(Unit.COUNT, 50, "a pin among hundreds is none"),
  INVITES_PER_GROUP(Unit.COUNT, 100, "links that are alive"),
  CONTACTS(Unit.COUNT, 10_000, "an address book"),
  BLOCKS(Unit.COUNT, 10_000, "checked by key, so only storage counts"),

  INVITE_LOOKS_PER_MINUTE(Unit.COUNT, 120, "from one network; each costs a read"),

  // Messages
  MESSAGES_PER_MINUTE(Unit.COUNT, 600, "by one person; ten a second, for bots"),
  TEXT_BYTES(Unit.BYTES, 16_384, "a long letter; more belongs into a file"),
  CLIENT_MSG_ID_LENGTH(Unit.CHARACTERS, 64, "a UUID with room to spare"),
  MENTIONS_PER_MESSAGE(Unit.COUNT, 100, "whoever means more means everybody"),
  REACTIONS_PER_MESSAGE(Unit.COUNT, 2_000, "all people together"),
  EMOJI_PER_MESSAGE(Unit.COUNT, 50, "different ones below one message; a row of them is drawn"),
  EMOJI_BYTES(Unit.BYTES, 64, "the longest joined emoji have 35"),
  PINS_PER_CONVERSATION(Unit.COUNT, 100, "one page"),
  REPLY_EXCERPT(Unit.CHARACTERS, 160, "two lines above an answer"),
  POSITIONS_SHOWN(Unit.COUNT, 100, "members whose ticks are drawn; above it only counts"),
  PREVIEW(Unit.CHARACTERS, 100, "how a message begins in a list and in a pointer"),
  EDITS_KEPT(Unit.COUNT, 100, "the history of one message"),
  RECALL_MILLIS(Unit.MILLIS, 120_000, "long enough for a slip, too short to rewrite history"),
  EDIT_MILLIS(Unit.MILLIS, 86_400_000, "a day for typing errors"),

  // Files
  MEDIA_FILE_BYTES(Unit.BYTES, 268_435_456, "a long video of a phone; configurable"),
  MEDIA_DAY_BYTES(Unit.BYTES, 2_147_483_648L, "of one person within a day; configurable"),
  MEDIA_DAY_FILES(Unit.COUNT, 2_000, "of one person within a day; configurable"),
  MEDIA_NAME_LENGTH(Unit.CHARACTERS, 255, "what file systems allow"),
  MEDIA_UPLOADS_AT_ONCE(Unit.COUNT, 64, "on one node; each has a buffer of 64 KiB"),
  MEDIA_UNUSED_MILLIS(
      Unit.MILLIS, 86_400_000, "a day to finish an upload, and to send what was uploaded"),
  MEDIA_LOOK_AGAIN_MILLIS(
      Unit.MILLIS, 2_592_000_000L, "30 days; finds files that nobody said were not needed"),
  MEDIA_LINK_WINDOW_MILLIS(
      Unit.MILLIS, 3_600_000, "an hour in which an address for a CDN stays the same"),
  MEDIA_LINK_MILLIS(Unit.MILLIS, 7_200_000, "how long such an address is good at most"),
  MEDIA_READS_REMEMBERED(
      Unit.COUNT, 10_000, "who may read what, until anything is written; others cost a read"),
  MEDIA_READS_MILLIS(Unit.MILLIS, 1_000, "how late that may see what the command line has written"),
  IMAGE_PIXELS(Unit.COUNT, 50_000_000, "of an image that is decoded; a phone's largest usual one"),
  IMAGE_SIDE(Unit.COUNT, 2_560, "pixels of the longer side that are kept; a large screen"),
  ANIMATION_PIXELS(
      Unit.COUNT, 500_000_000, "of all its pictures; a longer one is kept as its first one"),
  IMAGES_AT_ONCE(Unit.COUNT, 2, "that are decoded; each takes up to 200 MB for a moment"),
  IMAGES_WAITING(Unit.COUNT, 64, "for that; above it uploads are told to come again"),
  PLACEHOLDER_SIDE(Unit.COUNT, 8, "pixels of a blurred image that is shown for a moment"),
  VARIANTS_BYTES(
      Unit.BYTES, 1_073_741_824, "images of other sizes on the disk; the least used go first"),

  // Retention
  RETENTION_SHORTEST_MILLIS(Unit.MILLIS, 3_600_000, "the job runs once an hour"),
  RETENTION_LONGEST_MILLIS(Unit.MILLIS, 315_360_000_000L, "ten years; longer is for ever"),

  // Announcements
  ANNOUNCEMENT_RECIPIENTS(Unit.COUNT, 1_000, "named one by one; whoever means more means all"),
  ANNOUNCEMENT_LOCALES(Unit.COUNT, 20, "languages of one announcement beside its own"),

  // Notifications
  PUSH_SUBSCRIPTIONS(Unit.COUNT, 20, "browsers of one person that take pushes"),
  PUSH_SUBSCRIPTIONS_PER_SESSION(Unit.COUNT, 2, "a browser has one, and another after it broke"),
  PUSH_ENDPOINT_LENGTH(Unit.CHARACTERS, 2_048, "the longest ones in use have about 600"),
  PUSH_TESTS_PER_HOUR(Unit.COUNT, 30, "pushes that one person asks for to try them out"),
  PUSH_TEXT_LENGTH(Unit.CHARACTERS, 200, "two lines; all of a push is below 4 KB (RFC 8030)"),
  PUSH_GATHERING_MILLIS(
      Unit.MILLIS, 2_000, "before a push: who has it open has read it, and a burst is one"),
  PUSH_APART_MILLIS(Unit.MILLIS, 10_000, "between two pushes of one conversation to one browser"),
  PUSH_LOOKING_MILLIS(Unit.MILLIS, 60_000, "how long a page that says so counts as looked at"),
  PUSH_LOOK_AGAIN_MILLIS(Unit.MILLIS, 5_000, "how soon a push sees that nobody looks any more"),
  PUSH_HELD_MILLIS(
      Unit.MILLIS, 600_000, "a push waits so long for somebody who looks; then it is dropped"),
  PUSH_TTL_MILLIS(Unit.MILLIS, 86_400_000, "a day; what was not delivered then is no news"),
  PUSH_FIRST_PAUSE_MILLIS(Unit.MILLIS, 5_000, "after a failure; each next pause is twice longer"),
  PUSH_LONGEST_PAUSE_MILLIS(Unit.MILLIS, 3_600_000, "between two attempts"),
  PUSH_LEASE_MILLIS(Unit.MILLIS, 60_000, "in which a node must have sent what it took"),
  PUSH_ANSWER_MILLIS(Unit.MILLIS, 10_000, "until a push service must have answered"),
  PUSHES_AT_ONCE(Unit.COUNT, 64, "requests to push services at the same time, on one node"),
  PUSHES_PER_SERVICE(Unit.COUNT, 32, "of them to one push service: a slow one stops no other"),
  PUSHES_DOUBTFUL(
      Unit.COUNT, 16, "of them to all services that did not answer well the last time, or never"),
  PUSHES_IN_HAND(Unit.COUNT, 2_000, "taken from the queue by one node, waiting for their turn"),
  PUSHES_WAITING(Unit.COUNT, 1_000, "of them for one push service: the others find room"),
  PUSHES_DOUBTFUL_WAITING(Unit.COUNT, 500, "of them for all services that are not trusted"),
  PUSHES_WAITING_MILLIS(
      Unit.MILLIS,
      10_000,
      "as much work as waits for one service; the rest goes back to the queue"),
  PUSH_SERVICES(Unit.COUNT, 1_000, "push services whose manners one node remembers"),

  // Presence and live events
  NODE_LEASE_MILLIS(Unit.MILLIS, 6_000, "a killed process is noticed within ten seconds"),
  NODE_RENEWAL_MILLIS(Unit.MILLIS, 2_000, "two renewals may fail before a lease ends"),
  NODE_REST_MILLIS(
      Unit.MILLIS, 3_600_000, "a node number rests after its lease; a paused process comes back"),
  PRESENCE_WATCHED(Unit.COUNT, 200, "people whose presence one screen shows"),
  PRESENCE_MEMBERS(Unit.COUNT, 100, "members of a conversation that shows who has it open"),
  OFFLINE_MILLIS(Unit.MILLIS, 2_000, "a reload is not told as going away"),
  HEAD_MILLIS(Unit.MILLIS, 25_000, "how long a lost last event can stay unnoticed"),
  LIVE_QUEUE(Unit.COUNT, 8_192, "events of one worker that wait to be pushed; then some are lost"),
  LIVE_EVENT_BYTES(Unit.BYTES, 8_192, "a larger body travels as a pointer"),
  TYPING_BYTES(Unit.BYTES, 256, "who types, and nothing else"),

  // Socket.IO
  GATEWAY_PACKET_BYTES(
      Unit.BYTES, 131_072, "a frame or a body of a client; as a request of the HTTP API"),
  GATEWAY_PACKETS_TOGETHER(Unit.COUNT, 1_000, "in one body of a client that polls"),
  GATEWAY_PING_MILLIS(Unit.MILLIS, 25_000, "between two pings; proxies cut after a minute"),
  GATEWAY_PONG_MILLIS(Unit.MILLIS, 20_000, "until a client gives up a server that does not ping"),
  GATEWAY_PROBE_MILLIS(Unit.MILLIS, 10_000, "for a client that polls to prove its WebSocket"),
  GATEWAY_SESSIONS_PER_ADDRESS(
      Unit.COUNT, 1_000, "from one address; an office shares it, and the end of a proxy"),
  GATEWAY_SESSIONS_PER_USER(Unit.COUNT, 50, "of one person; tabs, devices and bots"),
  GATEWAY_EVENTS_PER_SECOND(Unit.COUNT, 50, "of one client, one second's worth at once"),
  GATEWAY_EVENTS_WAITING(Unit.COUNT, 100, "of one client, while those before are worked on"),
  GATEWAY_ROOMS(Unit.COUNT, 100, "conversations that one client has open"),
  GATEWAY_ACKS_PENDING(Unit.COUNT, 256, "messages of one client; later ones push the oldest out"),
  GATEWAY_PARTS(Unit.COUNT, 16, "binary parts of one event, which is refused and skipped"),
  UNREAD_SHOWN(Unit.COUNT, 100, "messages of a conversation that are looked at for unread ones"),

  // The sync store
  LOG_MILLIS(
      Unit.MILLIS, 604_800_000, "seven days; who was away for longer begins with a snapshot"),
  LOG_PENDING(Unit.COUNT, 2_000, "entries that a device lacks; above it a snapshot is cheaper"),
  LOG_ENTRIES(Unit.COUNT, 10_000, "of one user; nobody can read below the pending ones anyway"),
  ACTIVE_MILLIS(Unit.MILLIS, 3_600_000, "how exactly a user's last activity is known"),
  MARKS_PER_DEVICE(Unit.COUNT, 500, "times at which a device said how far it had come"),
  SNAPSHOT_DEFAULT(Unit.COUNT, 20, "conversations, and messages of each: what a screen shows"),
  SNAPSHOT_ROWS(Unit.COUNT, 50, "most of either; the rest comes in pages"),
  SAME_ENTRIES(Unit.COUNT, 5, "times a device may get the same entries before that is reported"),
  READERS_WATCHED(Unit.COUNT, 100_000, "devices whose repeated reads are counted, in memory"),
  SYNCS_PER_MINUTE(
      Unit.COUNT, 3_000, "pulls and marks by one person; fifty a second, if each push makes one"),
  SNAPSHOTS_PER_MINUTE(
      Unit.COUNT, 240, "by one person; a hundred devices that all begin anew, and again"),

  // Back ends
  API_KEYS(Unit.COUNT, 100, "one for each back end and purpose, and room for mistakes"),
  API_KEY_NAME_LENGTH(Unit.CHARACTERS, 64, "fits a list row"),
  API_KEY_REQUESTS_PER_MINUTE(Unit.COUNT, 6_000, "by one key; a hundred a second"),
  API_KEYS_REMEMBERED(Unit.COUNT, 1_000, "in memory, for a second; invented ones take room too"),
  API_KEY_GRACE_MILLIS(
      Unit.MILLIS, 2_592_000_000L, "30 days at most in which a replaced secret still works"),
  EVENT_HOOKS(Unit.COUNT, 20, "each is told every event that it wants"),
  EVENT_HOOK_NOTICE_MILLIS(
      Unit.MILLIS, 2_592_000_000L, "30 days at most until a new secret of webhooks signs"),
  EXTERNAL_NAME_LENGTH(Unit.CHARACTERS, 128, "a back end's own id: a UUID, a URN, an address"),

  // Search
  SEARCHES_PER_MINUTE(Unit.COUNT, 120, "by one person; typing in a search field"),
  SEARCH_QUERY_LENGTH(Unit.CHARACTERS, 256, "a sentence with its filters"),
  SEARCH_WORDS(Unit.COUNT, 2_000, "of one message; what follows in a longer one is not found"),
  SEARCH_TERM_LENGTH(Unit.CHARACTERS, 40, "longer words are found by their beginning"),
  SEARCH_LOOKUPS(Unit.COUNT, 16, "words of a question that the index is asked for"),
  SEARCH_ROWS(Unit.COUNT, 20_000, "of the index for one word; of a commoner one the newest"),
  SEARCH_CONVERSATIONS(Unit.COUNT, 5_000, "of the asker; beyond it those with the latest messages"),
  SEARCH_EXAMINED(Unit.COUNT, 1_000, "messages that are read and ranked for one question"),
  SEARCH_MILLIS(Unit.MILLIS, 2_000, "then a search answers with what it has and says so"),
  SEARCH_EXCERPT(Unit.CHARACTERS, 240, "three lines of a list"),
  SEARCH_HIGHLIGHTS(Unit.COUNT, 20, "of one hit"),
  SEARCH_PEOPLE(Unit.COUNT, 5_000, "contacts and members of the same groups that are compared"),

  // Privacy
  DELETED_AT_ONCE(Unit.COUNT, 100, "messages for oneself in one request; as many as can be chosen"),
  DELETED_MESSAGES(
      Unit.COUNT, 2_000, "for oneself in one conversation; read with each page of its log"),
  PROFILES_EXAMINED(
      Unit.COUNT, 500, "changed accounts that one request looks through for those one knows"),
  PROFILES_OVERLAP_MILLIS(
      Unit.MILLIS, 60_000, "told twice, so that no change is missed that was committed late"),
  PROFILE_TOLD_PEOPLE(
      Unit.COUNT, 5_000, "hear of a changed profile at once; others when they look the next time"),
  PROFILE_TOLD_GROUPS(
      Unit.COUNT, 1_000, "large ones, whose channel is told instead of each member"),

  // Pages
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
