package dev.parley.client;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to the clients of a Pusher-like server, and asks it about channels. Make one and
 * keep it: it keeps its connections. Immutable and safe for use by many threads.
 *
 * <p>Calls block, which is cheap on virtual threads; the methods ending in {@code Async}, and
 * {@link #async} for all others, make them on one of their own. Every failure is a {@link
 * RealtimeException}.
 */
public final class RealtimeClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RealtimeClient.class.getName());
  private static final int MOST_EVENTS = 1_000;

  private final RealtimeSettings settings;
  private final Packing packing;
  private final Transport transport;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RealtimeClient(RealtimeSettings settings, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.packing = new Packing(settings, random);
    this.transport = new Transport(settings, clock, random);
  }

  /** A client of the app that the settings name. Connects when it is first used. */
  public static RealtimeClient of(RealtimeSettings settings) {
    return of(settings, Clock.systemUTC(), new SecureRandom());
  }

  static RealtimeClient of(RealtimeSettings settings, Clock clock, RandomGenerator random) {
    return new RealtimeClient(settings, clock, random);
  }

  /**
   * A client of the app that this process's environment names.
   *
   * @throws RealtimeException.IllegalArgument if a variable is missing or malformed
   */
  public static RealtimeClient fromEnvironment() {
    return of(RealtimeSettings.environment().build());
  }

  /** The settings it was made with. */
  public RealtimeSettings settings() {
    return settings;
  }

  // Sending

  /**
   * Sends one event ({@code POST /events} of the HTTP API of Pusher Channels), in one request
   * whatever the number of its channels. Limits are those of {@link RealtimeEvent}. Blocks for at
   * most {@link RealtimeSettings.Builder#timeout} an attempt, with pauses of up to 5 s between
   * attempts.
   *
   * @return whether it was sent; false only if it is silent
   * @throws RealtimeException.IllegalArgument if it is illegal and not silent; nothing was sent
   * @throws RealtimeException.Refused if the server refused it and it is not silent
   * @throws RealtimeException.Unreachable if no answer came and it is not silent
   */
  public boolean send(RealtimeEvent event) {
    return orLog(
        event.silent(),
        event.event(),
        () -> {
          Shipment shipment = Shipment.of(List.of(packing.pack(event, ""))).getFirst();
          transport.post(shipment.path(), shipment.body(), false);
        });
  }

  /**
   * Sends one event to one channel; see {@link RealtimeEvent}. Blocks.
   *
   * @throws RealtimeException as {@link #send(RealtimeEvent)}
   */
  public void send(String channel, String event, @Nullable Object data) {
    send(RealtimeEvent.of(channel, event, data));
  }

  /**
   * Sends up to 1,000 events in their order, in as few requests as servers allow. All are checked
   * before the first is sent ({@code POST /batch_events}, ten in each). If a request fails, those
   * behind it are not sent. Blocks.
   *
   * @return which were sent: all, unless all are silent
   * @throws RealtimeException.IllegalArgument if one is illegal; nothing was sent
   * @throws RealtimeException.Incomplete if a request failed; says which events were sent
   */
  public SendReport sendAll(List<RealtimeEvent> events) {
    boolean isSilent = !events.isEmpty() && events.stream().allMatch(RealtimeEvent::silent);
    try {
      return shipped(events.size(), Shipment.of(packed(events)));
    } catch (RealtimeException.Incomplete e) {
      logOrThrow(isSilent, "several", e);
      return e.report();
    } catch (RealtimeException e) {
      logOrThrow(isSilent, "several", e);
      return new SendReport(List.of(), List.of(), range(0, events.size()));
    }
  }

  /**
   * As {@link #send(RealtimeEvent)}, without waiting; events that must keep an order need {@link
   * #sendAll}. The future fails with what {@code send} throws.
   */
  public CompletableFuture<Boolean> sendAsync(RealtimeEvent event) {
    return async(client -> client.send(event));
  }

  /**
   * As {@link #sendAll}, without waiting. Copies the list. The future fails with what {@code
   * sendAll} throws.
   */
  public CompletableFuture<SendReport> sendAllAsync(List<RealtimeEvent> events) {
    List<RealtimeEvent> copy = List.copyOf(events);
    return async(client -> client.sendAll(copy));
  }

  /**
   * Makes any call on a virtual thread. The future fails with what the call throws. Cancelling it
   * does not stop the call.
   *
   * @throws java.util.concurrent.RejectedExecutionException if this client is closed
   */
  public <T> CompletableFuture<T> async(Function<RealtimeClient, T> call) {
    return CompletableFuture.supplyAsync(() -> call.apply(this), threads);
  }

  private List<Parcel> packed(List<RealtimeEvent> events) {
    if (events.size() > MOST_EVENTS) {
      throw new RealtimeException.IllegalArgument("events", "at most " + MOST_EVENTS + " a call");
    }
    var parcels = new ArrayList<Parcel>(events.size());
    for (int i = 0; i < events.size(); i++) {
      parcels.add(packing.pack(events.get(i), "events[" + i + "]."));
    }
    return parcels;
  }

  private SendReport shipped(int size, List<Shipment> shipments) {
    int sent = 0;
    for (Shipment shipment : shipments) {
      try {
        transport.post(shipment.path(), shipment.body(), false);
        sent += shipment.count();
      } catch (RealtimeException e) {
        boolean mayBe = e instanceof RealtimeException.Unreachable lost && lost.mayHaveArrived();
        int known = mayBe ? sent + shipment.count() : sent;
        List<Integer> uncertain = mayBe ? shipment.places() : List.of();
        var report = new SendReport(range(0, sent), uncertain, range(known, size));
        throw new RealtimeException.Incomplete(report, e);
      }
    }
    return new SendReport(range(0, size), List.of(), List.of());
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private boolean orLog(boolean isSilent, String event, Runnable call) {
    try {
      call.run();
      return true;
    } catch (RealtimeException e) {
      logOrThrow(isSilent, event, e);
      return false;
    }
  }

  private void logOrThrow(boolean isSilent, String event, RealtimeException e) {
    if (!isSilent) {
      throw e;
    }
    LOG.log(Level.WARNING, "not sent to {0}: {1}: {2}", settings, event, e.getMessage());
  }

  // People

  /**
   * Sends an event to all connections of a signed-in user, if there are any. Blocks.
   *
   * @param userId 1 to 200 letters, digits and any of {@code - _ = @ , . ;}
   * @param event 1 to 200 characters
   * @param data as in {@link RealtimeEvent}
   * @throws RealtimeException.IllegalArgument if an argument is illegal; nothing was sent
   * @throws RealtimeException.Refused if the server refused it
   * @throws RealtimeException.Unreachable if no answer came
   */
  public void sendToUser(String userId, String event, @Nullable Object data) {
    Parcel parcel = packing.packForUser(userId, event, data);
    transport.post("/events", Json.write(parcel.whole()), false);
  }

  /**
   * Ends all connections on which this user is signed in; none is fine too. Blocks; doing it twice
   * does no harm, so it is tried again after any failure that may pass.
   *
   * @param userId as for {@link #sendToUser}
   * @throws RealtimeException.IllegalArgument if that is no legal id
   * @throws RealtimeException.Refused if the server refused it, in the last attempt too
   * @throws RealtimeException.Unreachable if no answer came, in the last attempt either
   */
  public void terminateConnections(String userId) {
    ChannelNames.checkUser("userId", userId);
    transport.post("/users/" + userId + "/terminate_connections", "{}", true);
  }

  // Questions

  /**
   * The occupied channels whose names begin so, by name, in the server's order ({@code GET
   * /channels}). One answer, of at most 16 MiB. Blocks; tried again after any failure that may
   * pass.
   *
   * @param prefix empty for all; user counts can only be asked for with {@code presence-}
   * @throws RealtimeException.Refused if the server does not tell this of these channels
   * @throws RealtimeException.Unreachable if no answer came
   */
  public Map<String, ChannelState> channels(String prefix, ChannelState.Ask... asks) {
    var parameters = new LinkedHashMap<String, String>();
    if (!prefix.isEmpty()) {
      parameters.put("filter_by_prefix", prefix);
    }
    if (asks.length > 0) {
      parameters.put("info", ChannelState.words(asks));
    }
    var channels = new LinkedHashMap<String, ChannelState>();
    if (transport.get("/channels", parameters).get("channels") instanceof Map<?, ?> told) {
      told.forEach((name, state) -> {
        if (state instanceof Map<?, ?> object) {
          channels.put(String.valueOf(name), ChannelState.of(object, true));
        }
      });
    }
    return channels;
  }

  /**
   * One channel, occupied or not ({@code GET /channels/NAME}). Blocks; tried again after any
   * failure that may pass.
   *
   * @param name a whole, legal name
   * @throws RealtimeException.IllegalArgument if it is none
   * @throws RealtimeException.Refused if the server does not tell this of this channel
   * @throws RealtimeException.Unreachable if no answer came
   */
  public ChannelState channel(String name, ChannelState.Ask... asks) {
    ChannelNames.check("channel", name);
    Map<String, String> parameters =
        asks.length == 0 ? Map.of() : Map.of("info", ChannelState.words(asks));
    return ChannelState.of(transport.get("/channels/" + name, parameters), false);
  }

  /**
   * The ids of the users on a presence channel, each once ({@code GET /channels/NAME/users}).
   * Blocks; tried again after any failure that may pass.
   *
   * @param presenceChannel a whole, legal name that begins {@code presence-}
   * @return none if nobody is there
   * @throws RealtimeException.IllegalArgument if that is no legal name
   * @throws RealtimeException.Refused if it is no presence channel
   * @throws RealtimeException.Unreachable if no answer came
   */
  public List<String> users(String presenceChannel) {
    ChannelNames.check("channel", presenceChannel);
    Map<String, @Nullable Object> told =
        transport.get("/channels/" + presenceChannel + "/users", Map.of());
    var ids = new ArrayList<String>();
    if (told.get("users") instanceof List<?> users) {
      for (Object user : users) {
        if (user instanceof Map<?, ?> object && object.get("id") instanceof String id) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  // Signing and checking

  /** Signs for clients of this app. */
  public RealtimeAuth auth() {
    return RealtimeAuth.of(settings);
  }

  /** Checks webhooks of this app. */
  public WebhookVerifier webhooks() {
    return WebhookVerifier.of(settings);
  }

  /**
   * Closes its connections: calls under way fail, and those after it too. Waits for the end of what
   * {@link #async} began. Closing twice does no harm.
   */
  @Override
  public void close() {
    transport.close();
    threads.close();
  }
}
