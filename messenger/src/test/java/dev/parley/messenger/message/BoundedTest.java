package dev.parley.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What grows with its users stops at its bound, and leaves nothing half written there. */
@ParameterizedClass
@EnumSource(Engine.class)
class BoundedTest {
  private final World world;
  private long ann;
  private long bob;
  private long group;
  private long seq;

  BoundedTest(Engine engine) {
    world = new World(engine);
  }

  @BeforeEach
  void people() {
    ann = world.person("ann");
    bob = world.person("bob");
    group = world.group(ann, bob);
    seq = world.say(ann, group, "hello").seq();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldKeepAsManyEditsAsItSays() {
    for (int i = 0; i < Bound.EDITS_KEPT.count(); i++) {
      world.edits.edit(group, seq, ann, "form " + i);
    }
    MessagesTest.assertRefused(
        RefusalCode.LIMIT_REACHED, () -> world.edits.edit(group, seq, ann, "one more"));
    assertThat(world.pages.edits(group, bob, seq)).hasSize(Bound.EDITS_KEPT.count());
    assertThat(world.pages.one(group, bob, seq).text()).startsWith("form");
  }

  private static String emoji(int index) {
    return Character.toString(0x1F600 + index);
  }

  @Test
  void shouldTakeAsManyEmojiAndReactionsAsItSays() {
    int kinds = Bound.EMOJI_PER_MESSAGE.count();
    for (int i = 0; i < kinds; i++) {
      world.reactions.add(group, seq, ann, emoji(i));
    }
    MessagesTest.assertRefused(
        RefusalCode.LIMIT_REACHED, () -> world.reactions.add(group, seq, ann, emoji(kinds)));
    assertThat(world.reactions.add(group, seq, bob, emoji(0)).reactions()).hasSize(kinds);
    long missing = Bound.REACTIONS_PER_MESSAGE.value() - kinds - 1;
    world.in((handle, _) -> {
      for (int i = 0; i < missing; i++) {
        handle.execute(
            "insert into reaction (conversation_id, seq, user_id, emoji, created_at)"
                + " values (?, ?, ?, ?, 0)",
            group,
            seq,
            i + 1,
            emoji(0));
      }
      return 0;
    });
    MessagesTest.assertRefused(
        RefusalCode.LIMIT_REACHED, () -> world.reactions.add(group, seq, bob, emoji(1)));
    world.reactions.remove(group, seq, bob, emoji(0));
    world.reactions.add(group, seq, bob, emoji(1));
  }

  @Test
  void shouldPinAsManyMessagesAsItSays() {
    for (int i = 0; i < Bound.PINS_PER_CONVERSATION.count(); i++) {
      world.pins.pin(group, world.say(ann, group, "m").seq(), ann);
    }
    MessagesTest.assertRefused(RefusalCode.LIMIT_REACHED, () -> world.pins.pin(group, seq, ann));
    assertThat(world.pins.list(group, bob)).hasSize(Bound.PINS_PER_CONVERSATION.count());
  }

  @Test
  void shouldLetNobodyComeBackWithoutEnd() {
    world.leave(group, bob);
    world.execute(
        "update member set stays = ? where conversation_id = ? and user_id = ?",
        Bound.STAYS_PER_MEMBER.count(),
        group,
        bob);
    MessagesTest.assertRefused(RefusalCode.LIMIT_REACHED, () -> world.join(group, bob));
    world.execute(
        "update member set stays = ? where conversation_id = ? and user_id = ?",
        Bound.STAYS_PER_MEMBER.count() - 1,
        group,
        bob);
    world.join(group, bob);
  }
}
