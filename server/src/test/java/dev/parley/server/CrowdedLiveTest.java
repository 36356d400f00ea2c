package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.conversation.ConversationChanged;
import dev.parley.messenger.conversation.ConversationDissolved;
import dev.parley.messenger.conversation.MembersChanged;
import dev.parley.messenger.session.EndReason;
import dev.parley.messenger.session.SessionEnded;
import dev.parley.server.realtime.Insides;
import dev.parley.server.realtime.StalledTeller;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told when there is too much to tell, or too many to tell it of. */
class CrowdedLiveTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int UNAUTHORIZED = 4009;
  private static final int ROOM = 2;
  private static final int SHOWN = 100;

  private static ServerFixture place;
  private static RawHttp http;

  @BeforeAll
  static void start() {
    place = ServerFixture.on(Engine.SQLITE);
    http = place.http();
  }

  @AfterAll
  static void stop() {
    place.close();
  }

  private static String channel(String conversation) {
    return "private-conversation-" + conversation;
  }

  @Test
  void shouldLeaveOutPushesButNoEndOfAccessWhenALaneIsFull() throws IOException {
    Person ann = Person.register(http, "ann");
    Person ben = Person.register(http, "ben");
    Person cat = Person.register(http, "cat");
    String group = ann.group("full", ben, cat);
    String other = ann.group("over", cat);
    long id = Long.parseLong(group);
    try (LiveClient annLive = LiveClient.on(ann, channel(group));
        LiveClient benLive = LiveClient.on(ben, channel(group));
        LiveClient catLive = LiveClient.on(cat, channel(other));
        var teller = new StalledTeller(http.port(), ROOM)) {
      for (int version = 101; version <= 105; version++) {
        teller.accept(new ConversationChanged(id, version));
      }
      assertThat(teller.dropped()).isEqualTo(3);

      teller.accept(
          new MembersChanged(id, 106, List.of(), List.of(Long.valueOf(ben.id())), List.of()));
      assertThat(benLive.await("pusher:subscription_error").channel()).isEqualTo(channel(group));
      teller.accept(
          new ConversationDissolved(Long.parseLong(other), 2, List.of(Long.valueOf(cat.id()))));
      assertThat(catLive.await("pusher:subscription_error").channel()).isEqualTo(channel(other));
      teller.accept(new SessionEnded(Long.parseLong(cat.id()), session(cat), EndReason.SIGNED_OUT));
      assertThat(catLive.closedWithin(SECOND)).isEqualTo(UNAUTHORIZED);
      assertThat(teller.dropped()).as("an end is not left out").isEqualTo(3);

      teller.release();
      assertThat(List.of(update(annLive), update(annLive), update(annLive)))
          .containsExactlyInAnyOrder(101L, 102L, 106L);
      annLive.settle();
      assertThat(annLive.heard("conversation:update")).hasSize(3);
      benLive.settle();
      assertThat(benLive.heard("conversation:update")).isEmpty();
    }
  }

  private static long update(LiveClient live) {
    return live.await("conversation:update").number("version");
  }

  private static long session(Person person) throws IOException {
    Map<String, Object> only =
        Person.rows(person.did("GET", "/api/sessions"), "sessions").getFirst();
    return Long.parseLong(String.valueOf(only.get("id")));
  }

  @Test
  void shouldTellHowManyHaveReadButNotWhoAboveAHundredMembers() throws IOException {
    Person ann = Person.register(http, "ann_large");
    Person ben = Person.register(http, "ben_large");
    List<String> ids = new ArrayList<>(List.of(ben.id()));
    ids.addAll(silentPeople(SHOWN - 1));
    String group =
        String.valueOf(
            ann.did(
                    "POST",
                    "/api/conversations",
                    "kind",
                    "group",
                    "title",
                    "large",
                    "member_ids",
                    ids)
                .get("id"));
    String read = "/api/conversations/" + group + "/read";
    try (LiveClient live = LiveClient.on(ann, channel(group))) {
      ben.did("POST", read, "seq", ann.say(group, "for a hundred and one"));
      Map<String, Object> receipt = live.await("receipt:update").tree();
      assertThat(Person.rows(receipt, "positions")).isEmpty();
      assertThat(receipt.get("moved")).hasToString("1");

      ann.did("DELETE", "/api/conversations/" + group + "/members/" + ids.getLast());
      ben.did("POST", read, "seq", ann.say(group, "for a hundred"));
      assertThat(Person.rows(live.await("receipt:update").tree(), "positions"))
          .singleElement()
          .satisfies(position -> assertThat(position).containsEntry("user_id", ben.id()));
    }
  }

  /** Accounts without the cost of a password. */
  private static List<String> silentPeople(int count) {
    List<Long> ids = LongStream.range(1_000, 1_000 + count).boxed().toList();
    Insides.of(http.port(), Store.class)
        .write(handle -> {
          var batch =
              handle.prepareBatch(
                  """
                  insert into account (user_id, username, username_norm, display_name, name_norm,
                    created_at, updated_at)
                  values (:id, :name, :name, :name, :name, 0, 0)
                  """);
          ids.forEach(id -> batch.bind("id", id).bind("name", "silent" + id).add());
          return batch.execute();
        })
        .join();
    return ids.stream().map(String::valueOf).toList();
  }
}
