package dev.parley.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One request with as many events as servers take at once.
 *
 * @param from the place of its first event in the list that was given
 * @param count how many events it holds; they stand together
 */
record Shipment(String path, String body, int from, int count) {
  private static final int MOST_ITEMS = 10;

  /** Splits events into requests that keep their order. */
  static List<Shipment> of(List<Parcel> parcels) {
    var shipments = new ArrayList<Shipment>();
    int from = 0;
    while (from < parcels.size()) {
      int to = from + 1;
      if (parcels.get(from).channels().size() == 1) {
        while (to < parcels.size()
            && to - from < MOST_ITEMS
            && parcels.get(to).channels().size() == 1) {
          to++;
        }
      }
      shipments.add(of(parcels.subList(from, to), from));
      from = to;
    }
    return shipments;
  }

  private static Shipment of(List<Parcel> parcels, int from) {
    if (parcels.size() == 1) {
      return new Shipment("/events", Json.write(parcels.getFirst().whole()), from, 1);
    }
    List<Map<String, Object>> items = parcels.stream().map(Parcel::item).toList();
    return new Shipment("/batch_events", Json.write(Map.of("batch", items)), from, parcels.size());
  }

  List<Integer> places() {
    return IntStream.range(from, from + count).boxed().toList();
  }
}
