package dev.parley.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * What a run does.
 *
 * @param layout who listens to what
 * @param pace when publish requests leave
 * @param dataBytes sizes of the events' data, used in turn; servers commonly allow 10,240
 * @param batch events per request; servers commonly allow 10
 * @param publishers connections to the HTTP API. With more than one the order of a channel is not
 *     defined, so that needs a layout without subscriptions
 * @param warmUp time before the figures count; the account of deliveries covers it too
 * @param measured time the figures cover
 */
public record LoadPlan(
    Layout layout,
    Pace pace,
    List<Integer> dataBytes,
    int batch,
    int publishers,
    Duration warmUp,
    Duration measured) {

  public LoadPlan {
    dataBytes = List.copyOf(dataBytes);
    if (publishers > 1 && layout.subscriptions() > 0) {
      throw new IllegalArgumentException("several publishers would leave the order undefined");
    }
  }

  /** One publisher, one event of 128 bytes per request. */
  public static LoadPlan of(Layout layout, Pace pace, Duration warmUp, Duration measured) {
    return new LoadPlan(layout, pace, List.of(128), 1, 1, warmUp, measured);
  }

  /** The same with other data sizes. */
  public LoadPlan withDataBytes(List<Integer> sizes) {
    return new LoadPlan(layout, pace, sizes, batch, publishers, warmUp, measured);
  }

  /** The same with several events per request. */
  public LoadPlan withBatch(int events) {
    return new LoadPlan(layout, pace, dataBytes, events, publishers, warmUp, measured);
  }

  /** The same with several connections to the HTTP API. */
  public LoadPlan withPublishers(int connections) {
    return new LoadPlan(layout, pace, dataBytes, batch, connections, warmUp, measured);
  }
}
