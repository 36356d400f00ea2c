package dev.parley.messenger.contact;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Profile;
import dev.parley.messenger.account.ProfileTable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Knows which users one can have to do with, and says nothing else about them. Stateless. */
public final class Directory {
  /**
   * Checks users that a request names.
   *
   * @throws Refusal {@code not-found} with the field, if one of them does not exist or is deleted
   */
  public void requireAll(Handle handle, String field, Collection<Long> userIds) {
    if (!existing(handle, userIds).containsAll(userIds)) {
      throw Refusal.ofField(RefusalCode.NOT_FOUND, field, "expected ids of existing users");
    }
  }

  /** As {@link #requireAll} for one user. */
  public void require(Handle handle, String field, long userId) {
    requireAll(handle, field, List.of(userId));
  }

  private static Set<Long> existing(Handle handle, Collection<Long> userIds) {
    return new ProfileTable(handle)
        .byIds(userIds).stream()
            .filter(profile -> !profile.deleted())
            .map(Profile::userId)
            .filter(userId -> userId != Accounts.SYSTEM_USER)
            .collect(Collectors.toSet());
  }
}
