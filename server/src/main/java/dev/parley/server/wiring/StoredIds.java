package dev.parley.server.wiring;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.presence.NodeLease;
import java.time.InstantSource;

/** Starts the source of ids above every one that is stored, in case the clock was put back. */
public final class StoredIds {
  private StoredIds() {}

  /** A source of ids for a process, above all ids that its node number made before. */
  public static Ids continued(Transactions transactions, InstantSource clock, NodeLease lease) {
    long highest =
        transactions.read(handle ->
            handle
                .createQuery(
                    """
                    select max(id) from (
                      select max(user_id) as id from account
                      union all select max(family_id) from token_family
                      union all select max(conversation_id) from conversation
                      union all select max(message_id) from message
                      union all select max(media_id) from media) highest
                    """)
                .mapTo(Long.class)
                .one());
    return new Ids(clock, lease.node(), Math.max(highest, Ids.latestAt(lease.idsFrom())));
  }
}
