package dev.parley.messenger.account;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.Transactions;
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

  public Profiles(Transactions transactions) {
    this.transactions = transactions;
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
