package dev.parley.client;

import java.util.List;

/**
 * What became of several events, by their places in the list that was given, counted from 0.
 *
 * @param sent those that the server took
 * @param uncertain those of a request that got no answer: they may have been sent
 * @param unsent those that were refused, and all behind the first failure
 */
public record SendReport(List<Integer> sent, List<Integer> uncertain, List<Integer> unsent) {
  /** Copies the lists. */
  public SendReport {
    sent = List.copyOf(sent);
    uncertain = List.copyOf(uncertain);
    unsent = List.copyOf(unsent);
  }

  /** How many events there were. */
  public int size() {
    return sent.size() + uncertain.size() + unsent.size();
  }

  /** Whether all were sent. */
  public boolean isComplete() {
    return uncertain.isEmpty() && unsent.isEmpty();
  }
}
