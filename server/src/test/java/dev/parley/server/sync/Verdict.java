package dev.parley.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.server.sync.client.SyncClient;
import dev.parley.server.sync.client.Transport;
import dev.parley.server.sync.client.Transport.LogPage;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.MessageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what a device holds with what the server says when asked for everything anew. */
final class Verdict {
  private static final int ALL = 200;

  /** In a cursor: some digit of its number. */
  private static final int MIDDLE = 40;

  private Verdict() {}

  static void on(Ground ground, History history, String seed) {
    assertThat(ground.audit()).as("%s: inside the server", seed).isEmpty();
    for (Handset handset : history.handsets()) {
      String whose = "%s: device %d".formatted(seed, history.handsets().indexOf(handset));
      assertThat(handset.client.isSettled()).as("%s has everything", whose).isTrue();
      Transport fresh = handset.phone.transport();
      list(whose, handset.client, fresh);
      handset.client.logs().forEach(held -> log(whose, held, fresh));
      assertThat(handset.client.people()).as("%s: people", whose).isEqualTo(fresh.people());
      sent(whose, handset, fresh);
      cursors(whose, handset, history.handsets());
    }
  }

  /** A cursor is good for the device alone that got it, and only as it was given. */
  private static void cursors(String whose, Handset own, List<Handset> all) {
    Transport transport = own.phone.transport();
    for (Handset other : all) {
      if (other != own) {
        refused(whose + ": another's cursor", transport, other.client.cursor());
      }
    }
    String given = own.client.cursor();
    char first = given.charAt(MIDDLE) == 'A' ? 'B' : 'A';
    refused(
        whose + ": changed cursor",
        transport,
        given.substring(0, MIDDLE) + first + given.substring(MIDDLE + 1));
  }

  private static void refused(String whose, Transport transport, String cursor) {
    Throwable answer = catchThrowable(() -> transport.sync(cursor, 1_000_000));
    assertThat(answer).as(whose).isInstanceOf(Transport.Refused.class).hasMessage("invalid-cursor");
  }

  private static void list(String whose, SyncClient client, Transport fresh) {
    var all = new ArrayList<ConversationView>();
    String page = null;
    do {
      Transport.ListPage next = fresh.conversations(page, ALL);
      next.conversations().stream().map(SyncClient::promised).forEach(all::add);
      page = next.next();
    } while (page != null);
    List<ConversationView> held = client.list();
    Set<String> known = held.stream().map(ConversationView::id).collect(Collectors.toSet());
    assertThat(held)
        .as("%s: list", whose)
        .isEqualTo(all.stream().filter(row -> known.contains(row.id())).toList());
    if (client.hasWholeList()) {
      assertThat(held).as("%s: whole list", whose).hasSameSizeAs(all);
    } else {
      // what is not held lies below everything that was ever loaded, or nothing told of it
      assertThat(all.stream().limit(1).map(ConversationView::id))
          .as("%s: first of the list", whose)
          .isEqualTo(held.stream().limit(1).map(ConversationView::id).toList());
    }
  }

  private static void log(String whose, SyncClient.Held held, Transport fresh) {
    var all = new ArrayList<MessageView>();
    long before = Long.MAX_VALUE;
    LogPage page;
    do {
      page = fresh.before(held.conversationId(), before, ALL);
      all.addAll(0, page.messages());
      before = all.isEmpty() ? 0 : all.getFirst().seq();
    } while (Boolean.TRUE.equals(page.hasBefore()) && before > held.from());
    assertThat(held.messages())
        .as("%s: log of %s from %d on", whose, held.conversationId(), held.from())
        .isEqualTo(all.stream().filter(message -> message.seq() >= held.from()).toList());
  }

  /** Every acknowledged message is there once, under its number, and in the order of sending. */
  private static void sent(String whose, Handset handset, Transport fresh) {
    Map<String, Long> last = new HashMap<>();
    for (SyncClient.Sent sent : handset.client.sent()) {
      if (sent.refusal() == null) {
        Long earlier = last.put(sent.conversationId(), sent.seq());
        assertThat(earlier == null || earlier < sent.seq())
            .as("%s: %s after an earlier one", whose, sent)
            .isTrue();
        MessageView stored = stored(fresh, sent);
        if (stored != null) {
          assertThat(stored.clientMsgId()).as("%s: %s", whose, sent).isEqualTo(sent.name());
        }
      }
    }
  }

  private static @Nullable MessageView stored(Transport fresh, SyncClient.Sent sent) {
    try {
      List<MessageView> found = fresh.before(sent.conversationId(), sent.seq() + 1, 1).messages();
      return found.isEmpty() || found.getFirst().seq() != sent.seq() ? null : found.getFirst();
    } catch (Transport.Refused _) {
      return null; // dissolved
    }
  }
}
