package dev.parley.messenger.notice;

import dev.parley.messenger.Progress;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.Messages;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.notice.AnnouncementTable.Open;
import dev.parley.messenger.notice.AnnouncementTable.Recipient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings announcements to their people, a batch at a time, each message in a transaction of its
 * own. How far it came is stored after each batch; a batch that is run twice, by a crash or by two
 * servers at once, sends nothing twice and counts nobody twice. Thread-safe; blocks.
 */
public final class NoticeDelivery {
  private static final Logger log = LoggerFactory.getLogger(NoticeDelivery.class);

  /** Messages on their way at once: they share commits, and people's own wait little. */
  private static final int BATCH = 100;

  private final Transactions transactions;
  private final Messages messages;
  private final InstantSource clock;
  private final AnnouncementTable table = new AnnouncementTable();

  public NoticeDelivery(Transactions transactions, Messages messages, InstantSource clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.clock = clock;
  }

  /** Whether something is still to be sent. Cheap: it only reads. */
  public boolean isWaiting() {
    return transactions.read(table::oldestOpen).isPresent();
  }

  /**
   * Runs one batch of the oldest announcement that is not done.
   *
   * @return messages that were sent
   * @throws Refusal {@code busy}; the batch will be repeated
   */
  public Progress runBatch() {
    return transactions
        .read(table::oldestOpen)
        .map(open -> new Progress(serve(open), true))
        .orElse(Progress.DONE);
  }

  /**
   * Runs all batches of one announcement; for those to few.
   *
   * @throws Refusal {@code busy}; the job will do the rest
   */
  public void deliver(long id) {
    Optional<Open> open = find(id);
    while (open.isPresent() && open.get().announcement().doneAt() == null) {
      serve(open.get());
      open = find(id);
    }
  }

  private Optional<Open> find(long id) {
    return transactions.read(handle -> table.find(handle, id));
  }

  private int serve(Open open) {
    List<Recipient> next = transactions.read(handle -> table.next(handle, open, BATCH));
    boolean last = next.size() < BATCH;
    int sent = next.isEmpty() ? 0 : send(open.announcement(), next);
    long upTo = last ? open.lastUser() : next.getLast().userId();
    transactions.write(
        open.announcement().id(),
        (handle, _) -> {
          table.served(handle, open, upTo, sent, last ? (Long) clock.millis() : null);
          return sent;
        });
    return sent;
  }

  private int send(Announcement announcement, List<Recipient> recipients) {
    int sent = 0;
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all =
          recipients.stream()
              .map(recipient -> senders.submit(() -> send(announcement, recipient)))
              .toList();
      for (Future<Boolean> one : all) {
        sent += one.get() ? 1 : 0;
      }
      return sent;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException reason
          ? reason
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while announcing", e);
    }
  }

  /**
   * Sends to one.
   *
   * @return false if that one can be reached no more
   */
  private boolean send(Announcement announcement, Recipient recipient) {
    try {
      messages.send(
          new SendCommand(
              Accounts.SYSTEM_USER,
              new Target.ToUser(recipient.userId()),
              "notice-" + announcement.id(),
              new Content.Text(announcement.text().in(recipient.locale())),
              null,
              null));
      return true;
    } catch (Refusal refusal) {
      return switch (refusal.code()) {
        case IDEMPOTENCY_CONFLICT -> true; // sent before, in another language
        case NOT_FOUND -> false; // gone since the batch was read
        case BUSY -> throw refusal;
        default -> {
          log.warn(
              "announcement {} cannot reach account {}: {} {}",
              announcement.id(),
              recipient.userId(),
              refusal.code().text(),
              refusal.detail());
          yield false;
        }
      };
    }
  }
}
