package dev.parley.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What readers, leavers and deleters see while messages are sent. */
class RacesTest extends OnGroup {
  private static final int SENDS = 100;

  /** More than a reader needs; whoever waits in vain ends here. */
  private static final int MOST_READS = 20_000;

  RacesTest(Engine engine) {
    super(engine);
  }

  private List<Callable<List<Long>>> sends() {
    List<Callable<List<Long>>> calls = new ArrayList<>();
    for (int i = 0; i < SENDS; i++) {
      long sender = i % 2 == 0 ? ann : bob;
      calls.add(() -> {
        world.say(sender, group, "hello");
        return List.of();
      });
    }
    return calls;
  }

  private List<Long> upwards(long reader) {
    var seen = new ArrayList<Long>();
    for (int reads = 0; reads < MOST_READS && seen.size() <= SENDS; reads++) {
      world
          .pages
          .after(group, reader, seen.isEmpty() ? 0 : seen.getLast(), 7)
          .messages()
          .forEach(message -> seen.add(message.seq()));
    }
    return seen;
  }

  private List<Long> downwards(long reader) {
    var seen = new ArrayList<Long>();
    MessagePages.Page page;
    do {
      page =
          world.pages.before(group, reader, seen.isEmpty() ? Long.MAX_VALUE : seen.getFirst(), 7);
      seen.addAll(0, page.messages().stream().map(Message::seq).toList());
    } while (page.hasBefore());
    return seen;
  }

  @Test
  void shouldPageWithoutHolesOrDoublesWhileOthersSend() throws Exception {
    var calls = sends();
    calls.add(20, () -> upwards(cid));
    calls.add(80, () -> downwards(cid));
    var results = MessagesTest.together(calls);
    List<Long> up = results.get(20);
    assertThat(up).containsExactlyElementsOf(LongStream.rangeClosed(1, SENDS + 1).boxed().toList());
    List<Long> down = results.get(80);
    assertThat(down)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, down.getLast()).boxed().toList());
  }

  @Test
  void shouldDeleteForOneAloneExactlyUpToOnePointWhileMessagesCommit() throws Exception {
    var calls = sends();
    calls.add(
        50,
        () -> {
          world.clear(group, cid);
          return List.of();
        });
    MessagesTest.together(calls);
    long cleared =
        world.number(
            "select clear_seq from member where conversation_id = ? and user_id = ?", group, cid);
    assertThat(world.pages.after(group, cid, 0, 200).messages())
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(cleared + 1, SENDS + 1).boxed().toList());
    assertThat(world.receipts.unread(group, cid).messages()).isEqualTo(SENDS + 1 - cleared);
    assertThat(world.pages.after(group, bob, 0, 200).messages()).hasSize(SENDS + 1);
  }

  @Test
  void shouldSeeAllUpToTheLeavingAndNothingAfterItWhileOthersSend() throws Exception {
    var calls = sends();
    calls.add(
        50,
        () -> {
          world.leave(group, cid);
          return List.of();
        });
    for (int i = 0; i < 10; i++) {
      calls.add(() -> {
        try {
          return List.of(world.say(cid, group, "am I still here?").seq());
        } catch (Refusal refusal) {
          assertThat(refusal.code()).isEqualTo(RefusalCode.NOT_ALLOWED);
          return List.of();
        }
      });
    }
    List<Long> own = MessagesTest.together(calls).stream().flatMap(List::stream).toList();
    long left =
        world.number(
            "select left_seq from member where conversation_id = ? and user_id = ?", group, cid);
    assertThat(own).allMatch(seq -> seq < left);
    assertThat(world.pages.after(group, cid, 0, 200).messages())
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, left).boxed().toList());
    assertThat(world.pages.after(group, ann, 0, 200).messages()).hasSize(SENDS + own.size() + 2);
  }
}
