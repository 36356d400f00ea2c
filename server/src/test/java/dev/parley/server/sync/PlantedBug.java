package dev.parley.server.sync;

/**
 * A mistake that somebody could make, as a change of one source file. The texts stand in the source
 * exactly once; whoever changes that place changes this one, too.
 */
enum PlantedBug {
  CURSOR_SKIPS_ONE(
      "the entries of an answer begin one too late",
      Sources.MESSENGER + "sync/ReadTable.java",
      "i.sync_seq > :after",
      "i.sync_seq > :after + 1"),
  NUMBERS_OF_THE_OUTBOX(
      "entries are numbered by rows of the outbox, which are not dense",
      Sources.MESSENGER + "sync/FanOut.java",
      "      for (OutboxRow row : wanted) {\n        seq++;",
      "      for (OutboxRow row : wanted) {\n        seq = row.id();"),
  NO_RESET_BELOW_THE_FLOOR(
      "a place below what is kept is followed as if nothing were missing",
      Sources.MESSENGER + "sync/Sync.java",
      "if (at < state.floor()) {",
      "if (at < 0) {"),
  UNREAD_IS_COUNTED(
      "unread is the difference of two counters, own and recalled messages included",
      Sources.MESSENGER + "conversation/SummaryTable.java",
      "(select u.unread from member_unread u\n"
          + "       where u.conversation_id = c.conversation_id and u.user_id = m.user_id) as"
          + " unread",
      "(c.last_countable - m.read_countable) as unread"),
  RECALL_IS_NOT_TOLD(
      "a recall is pushed and leaves no entry",
      Sources.MESSENGER + "message/LogChange.java",
      "    outbox.toMembers(handle, SyncKind.CHANGE, id, message.rev());",
      "    if (message.recalledAt() == null) {\n"
          + "      outbox.toMembers(handle, SyncKind.CHANGE, id, message.rev());\n    }"),
  MEMBERS_OF_TODAY(
      "a message is told to whoever is a member when it is told",
      Sources.MESSENGER + "sync/OutboxTable.java",
      "(o.kind = :new and m.join_seq <= o.ref and (m.left_seq is null or m.left_seq >= o.ref))",
      "(o.kind = :new and m.left_seq is null)"),
  TOLD_TWICE(
      "a fan-out that is repeated after a crash does not leave out who was told",
      Sources.MESSENGER + "sync/FanOut.java",
      "move(handle, Told.LEFT_OUT)",
      "move(handle, Told.UNCHECKED)"),
  SNAPSHOT_BEFORE_ITS_CURSOR(
      "the list is read in a transaction before the one that reads the cursor",
      Sources.MESSENGER + "sync/Sync.java",
      """
          return transactions.read(handle -> {
            long head = table.state(handle, reader.userId()).last();
            long now = epoch.current(handle);
            var list =
                conversations.page(handle, reader.userId(), ConversationList.Scope.MINE, null, limit);
      """,
      """
          var list =
              transactions.read(own ->
                  conversations.page(
                      own, reader.userId(), ConversationList.Scope.MINE, null, limit));
          return transactions.read(handle -> {
            long head = table.state(handle, reader.userId()).last();
            long now = epoch.current(handle);
      """),
  CHANGES_PAGE_IS_THE_LAST(
      "the answer to a rev says that nothing follows, when more does",
      Sources.MESSENGER + "message/MessagePages.java",
      "return new Changes(messages, more ? shown.getLast().rev() : last, more);",
      "return new Changes(messages, last, false);"),
  SEAL_IS_NOT_CHECKED(
      "a cursor is believed whatever its seal",
      Sources.MESSENGER + "session/Seal.java",
      "MessageDigest.isEqual(mac(key, name, content), shown)",
      "shown.length == MAC_BYTES"),
  OWN_SETTING_KEEPS_ITS_VERSION(
      "a draft, a pin or a mute does not move the version of the own place",
      Sources.MESSENGER + "conversation/MemberTable.java",
      "update member set %s, version = version + 1",
      "update member set %s, version = version"),
  GROWING_IS_NOT_TOLD(
      "a group that becomes large tells nobody that there will be no more entries",
      Sources.MESSENGER + "sync/OutboxTable.java",
      "(c.fanout = 0 or (o.kind = :conversation and o.ref = c.fanout_version))",
      "(c.fanout = 0 or (o.kind = :conversation and o.ref < 0))"),
  CLIENT_TAKES_WHAT_COMES(
      "the client applies entries as they come, whatever is missing before",
      Sources.CLIENT + "UserLog.java",
      "      entries.offer(from + i, given.get(i), now);\n      drain();",
      "      entries.reach(from + i);\n      apply.accept(given.get(i));"),
  CLIENT_IGNORES_HEADS(
      "the client does not compare the head with its place",
      Sources.CLIENT + "UserLog.java",
      "    entries.told(view.head(), now);\n    take(view.from()",
      "    take(view.from()");

  /** Where sources lie. */
  private static final class Sources {
    static final String MESSENGER = "messenger/src/main/java/dev/parley/messenger/";
    static final String CLIENT = "server/src/test/java/dev/parley/server/sync/client/";
  }

  final String what;
  final String file;
  final String right;
  final String wrong;

  PlantedBug(String what, String file, String right, String wrong) {
    this.what = what;
    this.file = file;
    this.right = right;
    this.wrong = wrong;
  }
}
