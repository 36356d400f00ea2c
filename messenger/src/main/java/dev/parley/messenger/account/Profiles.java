package dev.parley.messenger.account;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Cursor;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds people and tells what others may see of them. Thread-safe; blocks. */
public final class Profiles {
  private final Transactions transactions;
  private final InstantSource clock;

  public Profiles(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * One person, perhaps deleted.
   *
   * @throws Refusal {@code not-found} if there never was such an account
   */
  public Profile byId(long userId) {
    return Optional.ofNullable(byIds(List.of(userId)).get(userId))
        .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "there is no such person"));
  }

  /**
   * Many people at once, perhaps deleted; who never existed is not in the answer.
   *
   * @param userIds at most 500 are asked for in one statement
   */
  public Map<Long, Profile> byIds(Collection<Long> userIds) {
    var all = List.copyOf(userIds);
    var found = new HashMap<Long, Profile>();
    transactions.read(handle -> {
      var table = new ProfileTable(handle);
      for (int from = 0; from < all.size(); from += 500) {
        table
            .byIds(all.subList(from, Math.min(all.size(), from + 500)))
            .forEach(profile -> found.put(profile.userId(), profile));
      }
      return null;
    });
    return found;
  }

  /**
   * People whose profile was changed.
   *
   * @param next to go on from, now or at the next visit
   * @param more whether to go on now
   */
  public record Changes(List<Profile> people, String next, boolean more) {
    public Changes {
      people = List.copyOf(people);
    }
  }

  /**
   * Whose profile was changed since an earlier answer, of those one knows: contacts, and who is or
   * was in a conversation with one. What was changed in the last minute before that answer comes
   * again, since it may have been committed after it; versions tell what is new.
   *
   * @param cursor {@code next} of an earlier answer; {@code null} to begin, with nobody
   * @throws Refusal {@code invalid-cursor}
   */
  public Changes changes(long userId, @Nullable String cursor) {
    long settled = clock.millis() - Bound.PROFILES_OVERLAP_MILLIS.value();
    if (cursor == null) {
      return new Changes(List.of(), Cursor.of(settled, 0), false);
    }
    long[] after = Cursor.parse(cursor, 0, 0);
    int most = Bound.PROFILES_EXAMINED.count();
    return transactions.read(handle -> {
      var table = new ProfileTable(handle);
      List<ProfileTable.Changed> changed = table.changed(after[0], after[1], most);
      boolean more = changed.size() == most;
      List<Profile> people =
          table.known(userId, changed.stream().map(ProfileTable.Changed::userId).toList());
      return new Changes(people, more ? changed.getLast().cursor() : end(after, settled), more);
    });
  }

  /** Where nothing is left: everything up to here was told, or comes again. */
  private static String end(long[] after, long settled) {
    return after[0] >= settled ? Cursor.of(after) : Cursor.of(settled, 0);
  }

  /**
   * Finds people by their exact handle, with or without {@code @}; and among contacts and those of
   * the same groups by a part of their handle or name. The exact one comes first.
   *
   * @param limit 1..200; the default if null
   * @throws Refusal naming {@code q} or {@code limit}
   */
  public List<Profile> search(long userId, @Nullable String text, @Nullable Integer limit) {
    int most = limit == null ? Bound.PAGE_DEFAULT.count() : limit;
    if (most < 1 || most > Bound.PAGE.value()) {
      throw Refusal.ofField(
          RefusalCode.INVALID_FIELD, "limit", "expected 1..%d".formatted(Bound.PAGE.value()));
    }
    String typed = text == null ? "" : text.strip();
    if (typed.isEmpty() || typed.length() > Bound.DISPLAY_NAME_LENGTH.value()) {
      throw Refusal.ofField(
          typed.isEmpty() ? RefusalCode.INVALID_FIELD : RefusalCode.FIELD_TOO_LONG,
          "q",
          "expected 1..%d characters".formatted(Bound.DISPLAY_NAME_LENGTH.value()));
    }
    String handle = Username.normOf(typed.startsWith("@") ? typed.substring(1) : typed);
    return transactions.read(open -> {
      var table = new ProfileTable(open);
      var found = new ArrayList<Profile>();
      table.byUsername(handle).ifPresent(found::add);
      for (Profile known : table.known(userId, handle, most)) {
        if (found.size() < most && !found.contains(known)) {
          found.add(known);
        }
      }
      return found;
    });
  }
}
