package dev.parley.socketio.gateway;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.node.RealtimeNode;
import dev.parley.channels.transport.StandaloneServer;
import dev.parley.messenger.EventListeners;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.account.Argon2;
import dev.parley.messenger.account.Passwords;
import dev.parley.messenger.account.Registration;
import dev.parley.messenger.assembly.Messenger;
import dev.parley.messenger.conversation.Groups;
import dev.parley.messenger.message.Content;
import dev.parley.messenger.message.Message;
import dev.parley.messenger.message.MessageSent;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.message.Target;
import dev.parley.messenger.message.TextIndex;
import dev.parley.messenger.outbox.Outbox;
import dev.parley.messenger.receipt.Hearers;
import dev.parley.messenger.session.AccessTokens;
import dev.parley.messenger.session.Client;
import dev.parley.messenger.session.KeyRing;
import dev.parley.messenger.session.LastSeen;
import dev.parley.messenger.session.LiveSessions;
import dev.parley.messenger.session.SessionEnded;
import dev.parley.messenger.session.Sessions;
import dev.parley.messenger.session.Tokens;
import dev.parley.socketio.engine.EngineClient;
import dev.parley.socketio.engine.EngineSettings;
import dev.parley.store.Store;
import dev.parley.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A gateway on a node of its own, over a messenger on a real store, and people who may come in. */
final class GatewayHouse implements AutoCloseable {
  static final int MOST_CLIENTS = 52;

  private static final String APP = "app";
  private static final Client PROGRAM = new Client(null, "test", "192.0.2.0/24");
  private static final long SECOND_NANOS = 1_000_000_000;

  private final Store store;
  private final Passwords passwords;
  private final Accounts accounts;
  private final RealtimeNode node;
  private final StandaloneServer server;
  private final Gateway gateway;
  private final List<Message> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger names = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile long stepNanos = SECOND_NANOS;
  private volatile boolean nodeHears = true;
  private volatile boolean liveHears = true;
  private volatile Duration late = Duration.ZERO;
  private volatile @Nullable RuntimeException failure;
  final Transactions transactions;
  final Messenger messenger;
  final Sessions sessions;

  GatewayHouse(Path folder) {
    store = Store.open(StoreSettings.in(folder));
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    var listeners = new EventListeners();
    var ids = new Ids(clock, 0, 0);
    transactions = new Transactions(store, listeners);
    passwords = new Passwords(new Argon2(64, 1, 1), random);
    accounts = new Accounts(transactions, ids, clock, passwords, List.of());
    KeyRing keys = KeyRing.load(transactions, clock, random);
    var tokens = new AccessTokens(keys.accessTokens(), clock);
    sessions = new Sessions(transactions, ids, clock, random, keys.refreshTokens(), tokens);
    messenger =
        Messenger.on(transactions, new Outbox(ids, clock), ids, clock, random, TextIndex.none());
    var live = new LiveSessions(transactions, tokens, new LastSeen(transactions, clock));
    var access = messenger.conversations().access();
    var services =
        new GatewayServices(
            live,
            this::send,
            transactions,
            access,
            messenger.receipts(),
            new Hearers(transactions, access),
            () -> clock.instant().minus(late),
            random);
    var options =
        AppOptions.DEFAULTS
            .with(Feature.AUTHORIZED_CONNECTIONS, true)
            .withLimits(Limits.DEFAULTS.with(Limit.CONNECTIONS_PER_APP, MOST_CLIENTS));
    var app = new App(APP, "App", List.of(new AppKey("key", "secret")), true, options);
    node = new RealtimeNode(NodeSettings.of(2), new FixedApps(List.of(app)), clock);
    var channels = new GatewayChannels(APP, id -> "private-user-" + id, GatewayHouse::openChannel);
    gateway = new Gateway(services, channels, () -> nanos.addAndGet(stepNanos));
    listeners.add(event -> {
      if (liveHears) {
        live.accept(event);
      }
    });
    listeners.add(gateway);
    listeners.add(event -> {
      if (event instanceof MessageSent(Message message)) {
        told.add(message);
      } else if (event instanceof SessionEnded ended && nodeHears) {
        node.closeSession(APP, Long.toString(ended.sessionId()));
      }
    });
    node.host(endpoint -> gateway.on(endpoint, EngineSettings.defaults()));
    server = node.listen(0);
  }

  /** Somebody who has signed in. */
  record Someone(long id, Tokens tokens) {
    String token() {
      return tokens.access();
    }
  }

  private static String openChannel(long conversation) {
    return "presence-conversation-" + conversation;
  }

  private Sent send(SendCommand command) {
    begun.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return messenger.messages().send(command);
  }

  Someone person() {
    var given =
        new Registration(
            "person" + names.incrementAndGet(), "seven green Ladders", null, null, null);
    long id = accounts.register(given).userId();
    return new Someone(id, sessions.open(id, PROGRAM));
  }

  long group(Someone owner, Someone... others) {
    List<Long> ids = Stream.of(others).map(Someone::id).toList();
    return messenger
        .conversations()
        .groups()
        .create(owner.id, new Groups.Plan("group", null, ids))
        .id();
  }

  /** Says something as somebody who is not a client here. */
  Sent says(Someone who, long conversation, String text) {
    return messenger
        .messages()
        .send(
            new SendCommand(
                who.id,
                new Target.InConversation(conversation),
                "said" + names.incrementAndGet(),
                new Content.Text(text),
                null,
                null));
  }

  /** What was said in a conversation. */
  List<String> log(long conversation) {
    return told.stream()
        .filter(message -> message.conversationId() == conversation)
        .map(Message::text)
        .toList();
  }

  long delivered(Someone who, long conversation) {
    return messenger.receipts().position(conversation, who.id).deliveredSeq();
  }

  EngineClient client() {
    return new EngineClient(server.port());
  }

  GatewaySocket socket(Someone who) throws Exception {
    var socket = new GatewaySocket(client());
    socket.enter(who.token());
    return socket;
  }

  /** Whatever clients send waits from now on, until this is counted down. */
  CountDownLatch hold() {
    var held = new CountDownLatch(1);
    gate = held;
    return held;
  }

  /** Messages of clients that have come as far as the messenger. */
  int begun() {
    return begun.get();
  }

  /** From now on time does not pass for those who count events. */
  void stopTime(boolean stopped) {
    stepNanos = stopped ? 0 : SECOND_NANOS;
  }

  /** Whether the node is told of sessions that end. */
  void tellNode(boolean told) {
    nodeHears = told;
  }

  /** Whether those who look at tokens are told of sessions that end. */
  void tellTokens(boolean told) {
    liveHears = told;
  }

  /** What the store said to a client from now on is as old as this when the node hears of it. */
  void beLate(Duration by) {
    late = by;
  }

  /** What the messenger does from now on with messages of clients. */
  void failWith(@Nullable RuntimeException thrown) {
    failure = thrown;
  }

  /** Ends a member's right to have a conversation open. */
  void evict(Someone who, long conversation) {
    node.evict(APP, openChannel(conversation), Long.toString(who.id));
  }

  /** Channels of the node that somebody is on. */
  long channels() {
    return node.stats().apps().getFirst().channels();
  }

  boolean isEmpty() {
    return gateway.clients().isEmpty();
  }

  /** Ends the gateway before everything else. */
  void closeGateway() {
    gateway.close();
  }

  @Override
  public void close() {
    server.close();
    node.close();
    gateway.close();
    passwords.close();
    store.close();
  }
}
