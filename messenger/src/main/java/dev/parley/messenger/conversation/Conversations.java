package dev.parley.messenger.conversation;

import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.contact.Directory;
import dev.parley.messenger.outbox.Outbox;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The services of this package, put together. Immutable; all of them are thread-safe. */
public final class Conversations {
  private final Parts parts;

  /**
   * Puts them together.
   *
   * @param random for secrets: must not be guessable
   */
  public Conversations(
      Transactions transactions,
      Directory directory,
      Outbox outbox,
      Ids ids,
      InstantSource clock,
      RandomGenerator random,
      ConversationSettings settings) {
    this.parts = Parts.of(transactions, directory, outbox, ids, clock, random, settings);
  }

  public Access access() {
    return parts.access();
  }

  public Reach reach() {
    return parts.reach();
  }

  public Directs directs() {
    return new Directs(parts);
  }

  public Groups groups() {
    return new Groups(parts);
  }

  public Memberships memberships() {
    return new Memberships(parts);
  }

  public Roles roles() {
    return new Roles(parts);
  }

  public Invites invites() {
    return new Invites(parts);
  }

  public MyDeletions myDeletions() {
    return new MyDeletions(parts);
  }

  public MySettings mySettings() {
    return new MySettings(parts);
  }

  public ConversationList list() {
    return new ConversationList(parts);
  }

  public ConversationRecords records() {
    return new ConversationRecords(parts);
  }

  public Dissolution dissolution() {
    return new Dissolution(parts);
  }

  /**
   * The job that takes away what dissolved conversations leave.
   *
   * @param others steps of other packages, which run before the rows of the log go
   */
  public DissolvedPurge dissolvedPurge(List<PurgeStep> others) {
    return new DissolvedPurge(parts, others);
  }

  public AccountLeaving accountLeaving() {
    return new AccountLeaving(parts);
  }

  /**
   * The job that deletes what departed accounts said.
   *
   * @param steps at least the one that blanks the messages themselves
   */
  public DepartedErasure departedErasure(List<ErasureStep> steps) {
    return new DepartedErasure(parts, steps);
  }
}
