package dev.parley.server;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people of the table of who may do what, and a conversation for each of its cells. */
final class MatrixScene {
  /** How somebody stands to a conversation; the columns of the table, in their order. */
  enum Standing {
    ANONYMOUS,
    STRANGER,
    FORMER,
    MEMBER,
    SILENCED,
    ADMIN,
    OWNER,
    BLOCKED,
    SUSPENDED,
    DELETED;

    /** Whether nothing that is asked for can leave a trace for a later cell. */
    boolean isOutside() {
      return this == ANONYMOUS || this == SUSPENDED || this == DELETED;
    }
  }

  static final String ADMIN_TOKEN = "admin-token-of-this-test";

  private final RawHttp http;
  private final Person owner;
  private final Person member;
  private final Person other;
  private final Person newcomer;
  private final Person stranger;
  private final Person blocked;
  private final Person suspended;
  private final Person deleted;
  private final String past;
  private int made;

  MatrixScene(RawHttp http) throws IOException {
    this.http = http;
    owner = Person.register(http, "the.owner");
    member = Person.register(http, "the.member");
    other = Person.register(http, "the.other");
    newcomer = Person.register(http, "the.newcomer");
    stranger = Person.register(http, "the.stranger");
    blocked = Person.register(http, "the.blocked");
    suspended = Person.register(http, "the.suspended");
    deleted = Person.register(http, "the.deleted");
    past = owner.group("Past", other, suspended, deleted);
    http.post(
        "/api/admin/users/the.suspended/disable", "{}", "Authorization: Bearer " + ADMIN_TOKEN);
    deleted.did("DELETE", "/api/me", "password", Api.PASSWORD);
  }

  /** The status that a request gets from a standing, in a conversation that nobody used before. */
  int answerTo(MatrixRow row, Standing standing) throws IOException {
    Person actor =
        switch (standing) {
          case ANONYMOUS, STRANGER -> stranger;
          case FORMER, MEMBER, SILENCED, ADMIN -> member;
          case OWNER -> owner;
          case BLOCKED -> blocked;
          case SUSPENDED -> suspended;
          case DELETED -> deleted;
        };
    MatrixRow request = row.filled(conversation(row, standing, actor));
    return standing == Standing.ANONYMOUS ? anonymous(request) : signedIn(actor, request);
  }

  /** The status for somebody who is not signed in, where no conversation is in play. */
  int answerToAnonymous(MatrixRow row) throws IOException {
    return anonymous(row.filled(values()));
  }

  /** The status for somebody who is, and who did nothing before. */
  int answerToNewPerson(MatrixRow row) throws IOException {
    return signedIn(Person.register(http, fresh()), row.filled(values()));
  }

  private int signedIn(Person actor, MatrixRow request) throws IOException {
    return send(request, "Authorization: Bearer " + actor.token());
  }

  private int anonymous(MatrixRow request) throws IOException {
    return send(request, "X-Nobody: 1");
  }

  private int send(MatrixRow request, String header) throws IOException {
    String type =
        request.body().isEmpty() || request.body().startsWith("{")
            ? "application/json"
            : "application/x-www-form-urlencoded";
    return http.send(
            request.method(), request.path(), request.body(), header, "Content-Type: " + type)
        .status();
  }

  private String fresh() {
    made++;
    return "fresh" + made;
  }

  private Map<String, String> values() {
    var values =
        new HashMap<>(
            Map.of(
                "{id}", other.id(),
                "{userId}", other.id(),
                "{user}", other.id(),
                "{seq}", "1",
                "{name}", other.name(),
                "{username}", other.name(),
                "{password}", Api.PASSWORD,
                "{fresh}", fresh(),
                "{file}", "start.js",
                "{key}", "key"));
    values.put("{provider}", "none");
    return values;
  }

  private Map<String, String> conversation(MatrixRow row, Standing standing, Person actor)
      throws IOException {
    String group = standing.isOutside() ? past : owner.group("Matrix", member, other);
    String id = standing == Standing.BLOCKED ? unblockedDirect() : group;
    Map<String, String> values = values();
    values.put("{id}", id);
    values.put("{other}", other.id());
    values.put("{newcomer}", newcomer.id());
    values.put("{emoji}", "%F0%9F%91%8D");
    if (row.has("{seq}") || row.has("{mine}")) {
      String seq = String.valueOf(other.say(id, "hello"));
      boolean speaks = List.of(member, owner, blocked).contains(actor);
      values.put("{seq}", seq);
      values.put("{mine}", speaks ? String.valueOf(actor.say(id, "mine")) : seq);
    }
    if (row.has("{media}")) {
      values.put("{media}", other.attach(id, "a text"));
    }
    if (row.has("{inviteId}") || row.has("{secret}")) {
      var invite = owner.did("POST", "/api/conversations/" + group + "/invites", "max_uses", 5);
      values.put("{inviteId}", String.valueOf(invite.get("id")));
      values.put("{secret}", String.valueOf(invite.get("secret")));
    }
    begin(standing, group);
    return values;
  }

  /** Two people have one direct conversation for ever, so it is opened again. */
  private String unblockedDirect() throws IOException {
    other.did("DELETE", "/api/blocks/" + blocked.id());
    return other.direct(blocked);
  }

  private void begin(Standing standing, String group) throws IOException {
    String at = "/api/conversations/" + group;
    String seat = at + "/members/" + member.id();
    switch (standing) {
      case FORMER -> member.did("POST", at + "/leave");
      case SILENCED -> owner.did("PUT", seat + "/silence", "until", "2099-01-01T00:00:00Z");
      case ADMIN -> owner.did("PUT", seat + "/role", "role", "admin");
      case BLOCKED -> other.did("PUT", "/api/blocks/" + blocked.id());
      case ANONYMOUS, STRANGER, MEMBER, OWNER, SUSPENDED, DELETED -> {}
    }
  }
}
