package dev.parley.messenger.notice;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Cursor;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Username;
import dev.parley.messenger.notice.Announcement.Audience;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What the server has said and is about to say. Making one sends nothing: {@link NoticeDelivery}
 * does. Thread-safe; blocks.
 */
public final class Announcements {
  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final AnnouncementTable table = new AnnouncementTable();

  public Announcements(Transactions transactions, Ids ids, InstantSource clock) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes one. Whoever is turned away or comes later does not get it.
   *
   * @param to handles; null is everybody
   * @param by from where it is asked for
   * @throws Refusal {@code invalid-field} for an empty or too long list, {@code not-found} for a
   *     handle that nobody has
   */
  public Announcement create(NoticeText text, @Nullable List<String> to, String by) {
    Map<String, String> handles = to == null ? Map.of() : handles(to);
    long id = ids.next();
    return transactions.write(
        id,
        (handle, _) -> {
          AnnouncementTable.Reach all = table.all(handle);
          Set<Long> named = to == null ? Set.of() : named(handle, handles);
          var made =
              new Announcement(
                  id,
                  to == null ? Audience.ALL : Audience.SOME,
                  text,
                  to == null ? all.active() : named.size(),
                  0,
                  by,
                  clock.millis(),
                  null);
          table.insert(handle, made, all.last(), named);
          return made;
        });
  }

  /** What is compared to what was typed. */
  private static Map<String, String> handles(List<String> typed) {
    if (typed.isEmpty() || typed.size() > Bound.ANNOUNCEMENT_RECIPIENTS.value()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD,
          "to",
          "expected 1 to %d handles, or none of this for everybody"
              .formatted(Bound.ANNOUNCEMENT_RECIPIENTS.value()));
    }
    var norms = new LinkedHashMap<String, String>();
    typed.forEach(name -> norms.put(Username.normOf(name), name));
    return norms;
  }

  private Set<Long> named(Handle handle, Map<String, String> handles) {
    var found = table.named(handle, handles.keySet());
    var named = new TreeSet<Long>();
    handles.forEach((norm, typed) -> {
      AnnouncementTable.Named one = found.get(norm);
      if (one == null) {
        throw Refusal.ofField(RefusalCode.NOT_FOUND, "to", "nobody is called " + typed);
      }
      if (one.active()) {
        named.add(one.userId());
      }
    });
    return named;
  }

  /**
   * One of them, with how far it came.
   *
   * @throws Refusal {@code not-found}
   */
  public Announcement find(long id) {
    return transactions
        .read(handle -> table.find(handle, id))
        .map(AnnouncementTable.Open::announcement)
        .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "there is no such announcement"));
  }

  /** All of them, newest first. */
  public Page<Announcement> page(@Nullable String cursor, @Nullable Integer limit) {
    int size = Page.limit(limit);
    long before = Cursor.parse(cursor, Long.MAX_VALUE)[0];
    return Page.of(
        transactions.read(handle -> table.page(handle, before, size + 1)),
        size,
        last -> Cursor.of(last.id()));
  }
}
