package dev.parley.server.backup;

import dev.parley.messenger.presence.NodeLease;
import dev.parley.messenger.sync.Epoch;
import dev.parley.server.jobs.Jobs;
import org.jdbi.v3.core.Handle;

/** What must not come back as it was: the world has gone on since the copy was made. */
record AfterRestore(Epoch epoch) {
  /** Runs in one transaction on the new store. */
  boolean run(Handle handle) {
    epoch.renew(handle);
    NodeLease.endAll(handle);
    Jobs.endLeases(handle);
    return true;
  }
}
