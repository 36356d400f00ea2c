package dev.parley.messenger.external;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.external.ExternalName.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Finds what back ends named. Thread-safe; blocks. */
public final class ExternalNames {
  private final Transactions transactions;

  public ExternalNames(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Whose name it is. */
  public Optional<Long> find(ExternalName name) {
    return transactions.read(handle -> new ExternalNameTable(handle).find(name));
  }

  /** What these are called, at most a page; who has no name is not in the answer. */
  public Map<Long, String> of(Kind kind, Collection<Long> ids) {
    return transactions.read(handle -> new ExternalNameTable(handle).names(kind, ids));
  }
}
