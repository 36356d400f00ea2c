package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.sync.FanOut;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a group is too large for a pointer to each member. */
@ParameterizedClass
@EnumSource(Engine.class)
class LargeGroupTest {
  private final World world;
  private final SystemMessages notes;
  private final FanOut fanOut;

  LargeGroupTest(Engine engine) {
    this.world = new World(engine);
    this.notes = new SystemMessages(new ConversationTable(), world.outbox, world.ids, world.clock);
    this.fanOut = new FanOut(world.transactions, world.clock);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void say(long conversation, long sender) {
    world.transactions.<Conversation>write(
        conversation,
        (handle, events) ->
            notes.append(handle, events, conversation, sender, new SystemNote.Renamed("again")));
  }

  private void drain() {
    while (fanOut.runBatch().more()) {}
  }

  private long pointers(long conversation, long person) {
    return world.count(
        "select count(*) from inbox where conversation_id = ? and user_id = ?",
        conversation,
        person);
  }

  @Test
  void shouldGoFromPointersToHeadsAndBack() {
    long owner = world.person();
    long id = world.group(owner).id();
    List<Long> people = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      people.add(world.person());
    }
    for (int from = 0; from < 600; from += Bound.MEMBERS_ADDED_AT_ONCE.count()) {
      world
          .all
          .memberships()
          .add(owner, id, people.subList(from, from + Bound.MEMBERS_ADDED_AT_ONCE.count()));
    }
    drain();
    assertThat(world.row(id).large()).isTrue();
    long before = pointers(id, people.getFirst());
    long all = world.count("select count(*) from inbox");
    say(id, owner);
    drain();
    assertThat(pointers(id, people.getFirst())).as("heads alone").isEqualTo(before);
    assertThat(world.count("select count(*) from inbox")).isEqualTo(all);
    people.subList(405, 600).forEach(person -> world.all.memberships().leave(person, id));
    drain();
    assertThat(world.row(id).large()).as("not yet below 400").isTrue();
    people.subList(395, 405).forEach(person -> world.all.memberships().leave(person, id));
    drain();
    assertThat(world.row(id).large()).isFalse();
    assertThat(pointers(id, people.getFirst()))
        .as("the way back is told by a pointer, so that clients look")
        .isGreaterThan(before);
    long now = pointers(id, people.getFirst());
    say(id, owner);
    drain();
    assertThat(pointers(id, people.getFirst())).isGreaterThan(now);
    assertThat(world.count("select count(*) from outbox")).isZero();
    assertThat(
            world.count(
                """
                select count(*) from user_sync s where s.last_seq <>
                  (select count(*) from inbox i where i.user_id = s.user_id)
                """))
        .as("logs with holes")
        .isZero();
  }
}
