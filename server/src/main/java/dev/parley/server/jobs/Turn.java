package dev.parley.server.jobs;

import java.time.Duration;

/** Tells when a job is due, and whose turn it is. Used by one thread at a time. */
interface Turn {
  /** Takes the turn, if the job is due and nobody else runs it. */
  boolean take();

  /** Whether the turn is still ours, for some time to come. */
  boolean keep();

  /** Gives the turn back. */
  void end(Duration gap);
}
