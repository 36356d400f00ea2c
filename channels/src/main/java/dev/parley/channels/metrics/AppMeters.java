package dev.parley.channels.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * What one app has done since the node started. Thread-safe; every counter only grows, so that
 * nothing derived from them can turn negative.
 */
public final class AppMeters {
  private final LongAdder connectionsOpened = new LongAdder();
  private final LongAdder connectionsClosed = new LongAdder();
  private final LongAdder messagesReceived = new LongAdder();
  private final LongAdder messagesSent = new LongAdder();
  private final LongAdder apiRequests = new LongAdder();
  private final LongAdder apiErrors = new LongAdder();
  private final LongAdder clientEvents = new LongAdder();
  private final LongAdder slowDisconnects = new LongAdder();

  public void connectionOpened() {
    connectionsOpened.increment();
  }

  public void connectionClosed() {
    connectionsClosed.increment();
  }

  public void messageReceived() {
    messagesReceived.increment();
  }

  public void messagesSent(long count) {
    messagesSent.add(count);
  }

  /** Counts an answered request of the signed API. */
  public void apiRequest(boolean failed) {
    apiRequests.increment();
    if (failed) {
      apiErrors.increment();
    }
  }

  public void clientEvent() {
    clientEvents.increment();
  }

  public void slowDisconnect() {
    slowDisconnects.increment();
  }

  /** The counters at this moment, with the gauges that the caller knows. */
  public AppStats stats(String appId, long channels) {
    // Closed is read first: what closes in between only makes the gauge a little too high.
    long closed = connectionsClosed.sum();
    long opened = connectionsOpened.sum();
    return new AppStats(
        appId,
        opened - closed,
        channels,
        opened,
        messagesReceived.sum(),
        messagesSent.sum(),
        apiRequests.sum(),
        apiErrors.sum(),
        clientEvents.sum(),
        slowDisconnects.sum());
  }
}
