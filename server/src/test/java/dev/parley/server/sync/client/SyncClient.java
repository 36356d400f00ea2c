package dev.parley.server.sync.client;

import dev.parley.server.sync.client.Transport.Lost;
import dev.parley.server.sync.client.Transport.People;
import dev.parley.server.sync.client.Transport.Refused;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.GroupHeadView;
import dev.parley.server.view.MessageView;
import dev.parley.server.view.PullView;
import dev.parley.server.view.SentView;
import dev.parley.server.view.SnapshotView;
import dev.parley.server.view.SyncView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One device. Not thread-safe: pushes and ticks come one at a time; but pushes may also come while
 * a request of a tick is under way, as they do in a browser, and are applied at once.
 *
 * <ol>
 *   <li>Entries of the own log, and bodies of a conversation, follow the gap rule of {@code
 *       InOrder}. A head above the own place is a gap.
 *   <li>An entry never carries state: it says what to look at. A message or change leads to the
 *       copy of its log, everything else to its row in the list.
 *   <li>One request at a time; its answer is applied to what is there when it comes. An answer that
 *       is older than what is there is dropped and asked for again.
 *   <li>{@code reset}: the snapshot takes the place of the list. Copies of logs are kept and go on
 *       from their revs; unless the store's history is another one, then they are thrown away.
 *   <li>A head of another epoch than that of the last snapshot leads to a new snapshot, also if
 *       nothing seems to be missing.
 *   <li>Told a head with nothing missing, it reports its place, but only if that moved or there are
 *       large groups, of which it hears no other way.
 * </ol>
 */
public final class SyncClient {
  private static final Set<String> OTHER_HISTORY = Set.of("epoch", "ahead");

  private final String me;
  private final Transport transport;
  private final LongSupplier clock;
  private final Bounds bounds;
  private final UserLog log = new UserLog(this::apply);
  private final Rows rows;
  private final Copies copies;
  private final SendQueue queue = new SendQueue();
  private People people = new People(Set.of(), Set.of());
  private boolean peopleStale;
  private boolean headsDue;
  private boolean largeGroups;
  private @Nullable String epoch;
  private int histories;
  private @Nullable String nextPage;
  private boolean busy;

  /**
   * How much a device keeps.
   *
   * @param list conversations of a page of the list
   * @param open newest conversations whose logs are followed
   * @param messages of one conversation
   * @param page messages of one request
   * @param far changes that are missing at most; above it a log is read anew
   */
  public record Bounds(int list, int open, int messages, int page, int far) {
    public static final Bounds USUAL = new Bounds(20, 20, 200, 20, 200);
  }

  public SyncClient(String me, Transport transport, LongSupplier clock, Bounds bounds) {
    this.me = me;
    this.transport = transport;
    this.clock = clock;
    this.bounds = bounds;
    this.rows = new Rows(me);
    this.copies = new Copies(transport, clock, bounds, rows);
  }

  // What comes in

  public void heard(Push push) {
    long now = clock.getAsLong();
    switch (push) {
      case Push.Told(SyncView view) -> {
        if (epoch != null && view.epoch() != null && !epoch.equals(view.epoch())) {
          log.forget(); // whatever the numbers say
        }
        log.heard(view, now);
        headsDue |= view.from() == null && (largeGroups || rows.anyLarge() || log.isUnreported());
      }
      case Push.Body(MessageView message) -> copies.heard(message);
      case Push.Pointed(String id, long rev) -> copies.toldRev(id, rev);
    }
  }

  private void apply(SyncView.Entry entry) {
    String id = entry.conversationId() == null ? "" : entry.conversationId();
    switch (entry.kind()) {
      case "message" -> copies.toldSeq(id, number(entry.seq()));
      case "change" -> copies.toldRev(id, number(entry.rev()));
      case "conversation" -> rows.toldVersion(id, number(entry.version()));
      case "me" -> rows.toldPlace(id, number(entry.version()));
      case "removed" -> rows.spoil(id);
      case "contact" -> peopleStale = true;
      default -> {} // of a later server
    }
  }

  private static long number(@Nullable Long given) {
    return given == null ? Long.MAX_VALUE : given;
  }

  /** Writes a message, which is sent as soon as may be. */
  public void write(String conversationId, String name, String text, @Nullable Long replySeq) {
    queue.add(new SendQueue.Draft(conversationId, name, text, replySeq));
  }

  /** Begins anew at the next tick, as after a long time; what is held of logs is kept. */
  public void beginAgain() {
    log.forget();
  }

  // What it does about it

  /**
   * Does what is due. Call it a few times a second while there is a network, and after a push.
   *
   * @return whether there is more to do at once
   */
  public boolean tick() {
    if (busy) {
      return false;
    }
    busy = true;
    try {
      return work();
    } catch (Lost _) {
      return false; // the next tick tries again
    } finally {
      busy = false;
    }
  }

  private boolean work() {
    long now = clock.getAsLong();
    String cursor = log.cursor();
    if (cursor == null) {
      beginAnew();
      return true;
    }
    if (log.isDue(now) || headsDue) {
      follow(cursor);
      return true;
    }
    if (peopleStale) {
      peopleStale = false;
      fetchPeople();
      return true;
    }
    String stale = rows.nextStale();
    if (stale != null) {
      fetchRow(stale);
      return true;
    }
    return copies.tick() || sendNext();
  }

  private void follow(String cursor) {
    headsDue = false;
    PullView answer;
    try {
      answer = transport.sync(cursor, log.at());
    } catch (Refused _) {
      log.forget(); // the cursor is not one of ours any more
      return;
    } catch (Lost e) {
      headsDue = true;
      throw e;
    }
    if (answer.reset() != null) {
      if (OTHER_HISTORY.contains(answer.reset())) {
        copies.forget();
      }
      log.forget();
      return;
    }
    log.answered(answer, clock.getAsLong());
    compare(answer.heads());
    headsDue |= answer.more();
  }

  private void beginAnew() {
    SnapshotView snapshot = transport.snapshot(bounds.list, bounds.page);
    if (!snapshot.epoch().equals(epoch)) {
      copies.forget();
      queue.forgetDone(); // acknowledged in a history that is no more
      epoch = snapshot.epoch();
      histories++;
    }
    nextPage = snapshot.next();
    log.begin(snapshot.cursor(), snapshot.head(), clock.getAsLong());
    rows.replace(snapshot.conversations().stream().map(SnapshotView.Part::conversation).toList());
    snapshot.conversations().forEach(copies::begin);
    peopleStale = true;
    compare(snapshot.heads());
  }

  /** Large groups have no entries; they are compared. */
  private void compare(List<GroupHeadView> heads) {
    largeGroups = !heads.isEmpty();
    for (GroupHeadView head : heads) {
      rows.toldVersion(head.conversationId(), head.version());
      rows.toldPlace(head.conversationId(), head.myVersion());
      copies.toldRev(head.conversationId(), head.lastRev());
    }
  }

  private void fetchPeople() {
    try {
      people = transport.people();
    } catch (Lost e) {
      peopleStale = true;
      throw e;
    }
  }

  private void fetchRow(String id) {
    rows.asking(id); // before the question: what is told from here on may not be in the answer
    try {
      ConversationView row = transport.conversation(id);
      if (rows.put(row)) {
        copies.settled(row);
      }
    } catch (Refused _) {
      rows.remove(id);
      copies.remove(id);
    } catch (Lost e) {
      rows.spoil(id);
      throw e;
    }
  }

  private boolean sendNext() {
    SendQueue.Draft draft = queue.next().orElse(null);
    if (draft == null) {
      return false;
    }
    try {
      SentView sent =
          transport.send(draft.conversationId(), draft.name(), draft.text(), draft.replySeq());
      queue.took(draft, sent.seq());
      copies.toldRev(sent.conversationId(), sent.rev());
    } catch (Refused refused) {
      queue.refused(draft, refused.code());
    }
    return true;
  }

  /** Loads the next page of the list, as scrolling does. */
  public void scroll() {
    String page = nextPage;
    if (page == null || busy || log.cursor() == null) {
      return;
    }
    busy = true;
    try {
      Transport.ListPage more = transport.conversations(page, bounds.list);
      if (page.equals(nextPage)) {
        nextPage = more.next();
        for (ConversationView row : more.conversations()) {
          if (rows.get(row.id()) == null || rows.put(row)) {
            rows.put(row);
            copies.settled(row);
          }
        }
      }
    } catch (Lost _) {
      // scrolled again later
    } finally {
      busy = false;
    }
  }

  // What it shows

  public String me() {
    return me;
  }

  /** Conversations whose channels it wants to hold. */
  public Set<String> channels() {
    return rows.listed().stream()
        .limit(bounds.open)
        .map(ConversationView::id)
        .collect(Collectors.toSet());
  }

  /** What the server gave last; empty before the first snapshot. */
  public String cursor() {
    return Objects.requireNonNullElse(log.cursor(), "");
  }

  /** How many histories of the store it has lived in: one, and one more for each restored copy. */
  public int histories() {
    return histories;
  }

  /** The place in the own log. */
  public long at() {
    return log.at();
  }

  /** Whether it has a first snapshot, and nothing that it knows of is missing. */
  public boolean isSettled() {
    return log.cursor() != null
        && !log.isBehind()
        && !headsDue
        && !peopleStale
        && rows.nextStale() == null
        && queue.isEmpty()
        && copies.isSettled();
  }

  /** Whether everything that was written here has been answered. */
  public boolean hasSent() {
    return queue.isEmpty();
  }

  /** Whether all pages of the list were loaded. */
  public boolean hasWholeList() {
    return nextPage == null;
  }

  /** The list as it is shown, without what rows do not promise. */
  public List<ConversationView> list() {
    return rows.listed().stream().map(Rows::promised).toList();
  }

  /** How a fetched row is to be compared with {@link #list()}. */
  public static ConversationView promised(ConversationView row) {
    return Rows.promised(row);
  }

  /** A held log. */
  public record Held(String conversationId, long from, List<MessageView> messages) {}

  public List<Held> logs() {
    var held = new ArrayList<Held>();
    copies.all().forEach(copy -> held.add(new Held(copy.id(), copy.from(), copy.messages())));
    return held;
  }

  public People people() {
    return people;
  }

  /** What became of a message that was written here. */
  public record Sent(String conversationId, String name, long seq, @Nullable String refusal) {}

  public List<Sent> sent() {
    return queue.done().stream()
        .map(done ->
            new Sent(
                done.draft().conversationId(), done.draft().name(), done.seq(), done.refusal()))
        .toList();
  }
}
