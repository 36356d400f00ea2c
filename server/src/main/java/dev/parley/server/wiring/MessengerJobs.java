package dev.parley.server.wiring;

import dev.parley.messenger.Progress;
import dev.parley.messenger.conversation.Conversations;
import dev.parley.messenger.message.Attachments;
import dev.parley.messenger.message.Erasure;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.search.SearchIndex;
import dev.parley.messenger.session.LastSeen;
import dev.parley.messenger.session.SessionSweep;
import dev.parley.server.jobs.Job;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What the messenger does by itself, now and then. */
@Factory
final class MessengerJobs {
  private static final Duration LAST_SEEN = Duration.ofSeconds(30);
  private static final Duration SWEEP = Duration.ofHours(1);
  private static final Duration PURGE = Duration.ofHours(1);

  /** What a process that was killed had not indexed. */
  private static final Duration INDEX = Duration.ofMinutes(1);

  /** Somebody wants to be forgotten, and that is to be seen soon. */
  private static final Duration ERASURE = Duration.ofMinutes(1);

  @Singleton
  Job lastSeenFlush(LastSeen lastSeen) {
    return new Job(
        "last-seen", Job.Where.EACH_NODE, LAST_SEEN, () -> new Progress(lastSeen.flush(), false));
  }

  @Singleton
  Job sessionSweep(SessionSweep sweep) {
    return new Job("session-sweep", Job.Where.ONE_NODE, SWEEP, sweep::runBatch);
  }

  @Singleton
  Job searchIndex(SearchIndex index) {
    return new Job("search-index", Job.Where.ONE_NODE, INDEX, index::runBatch);
  }

  @Singleton
  Job dissolvedPurge(Conversations conversations, SearchIndex index, Attachments attachments) {
    var purge = conversations.dissolvedPurge(List.of(index.purge(), attachments));
    return new Job("dissolved-purge", Job.Where.ONE_NODE, PURGE, purge::runBatch);
  }

  @Singleton
  Job departedErasure(Conversations conversations, TextIndex index) {
    var erasure = conversations.departedErasure(List.of(new Erasure(index)::blank));
    return new Job("departed-erasure", Job.Where.ONE_NODE, ERASURE, erasure::runBatch);
  }
}
