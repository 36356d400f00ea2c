package dev.parley.server.realtime;

/** The names of the messenger's realtime events. Public and stable. */
enum LiveEvent {
  MESSAGE_NEW("message:new"),
  MESSAGE_UPDATE("message:update"),
  CONVERSATION_NEW("conversation:new"),
  CONVERSATION_UPDATE("conversation:update"),
  CONVERSATION_REMOVE("conversation:remove"),
  RECEIPT_UPDATE("receipt:update"),
  PRESENCE_UPDATE("presence:update"),
  PROFILE_UPDATE("profile:update"),
  SYNC("sync");

  private final String text;

  LiveEvent(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
