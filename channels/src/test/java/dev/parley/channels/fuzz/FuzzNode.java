package dev.parley.channels.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Feature;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.node.NodeSettings;
import dev.parley.channels.node.RealtimeNode;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * One node for all inputs of a fuzz test, with a bystander who is to notice nothing wrong. After
 * every input the node must be as before: no buffer, no connection, no channel more, and nothing
 * logged as an error. For one thread.
 */
final class FuzzNode {
  static final String APP_ID = "1";
  static final String KEY = "key";
  static final String SECRET = "secret";
  static final String SECOND_SECRET = "other";
  static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private static final List<String> BYSTANDING =
      List.of("public", "private-room", "presence-room", "cache-room");
  private static final long BYTES_AT_REST = 1 << 20;

  private final ListAppender<ILoggingEvent> errors = new ListAppender<>();
  private final RealtimeNode node;
  private final FuzzSocket bystander;
  private long nanos;

  FuzzNode() {
    var app =
        App.of(APP_ID, KEY, SECRET)
            .withOptions(
                AppOptions.DEFAULTS
                    .with(Feature.CLIENT_EVENTS, true)
                    .with(Feature.SUBSCRIPTION_COUNTS, true)
                    .with(Feature.WATCHLISTS, true));
    node =
        new RealtimeNode(
            NodeSettings.of(1).withCompression(true),
            new FixedApps(List.of(app, App.of("2", "key2", SECOND_SECRET))),
            InstantSource.fixed(NOW),
            () -> nanos,
            new SecureRandom(),
            (_, _) -> {});
    Logger logger = (Logger) LoggerFactory.getLogger("dev.parley");
    errors.start();
    logger.addAppender(errors);
    bystander = new FuzzSocket(node, () -> {});
    bystander.upgrade();
    for (String channel : BYSTANDING) {
      bystander.sendText(
          "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"%s\",\"auth\":\"SIGN\"%s}}"
              .formatted(
                  channel,
                  channel.startsWith("presence-")
                      ? ",\"channel_data\":\"{\\\"user_id\\\":\\\"bystander\\\"}\""
                      : ""));
    }
    FuzzSocket first = connect(); // loads the classes that hold buffers for good
    assertThat(first.answersPing()).isTrue();
    first.close();
    assertThat(ByteBufAllocator.DEFAULT).isInstanceOf(UnpooledByteBufAllocator.class);
  }

  /** A client that has upgraded and been greeted. */
  FuzzSocket connect() {
    FuzzSocket socket = open();
    socket.upgrade();
    return socket;
  }

  /** A client whose messages, and those to it, may be compressed. */
  FuzzSocket connectCompressed() {
    FuzzSocket socket = open();
    socket.upgrade("Sec-WebSocket-Extensions: permessage-deflate\r\n");
    return socket;
  }

  /** A client that has said nothing yet. */
  FuzzSocket open() {
    return new FuzzSocket(node, bystander::settle);
  }

  /** Buffers that nobody has released yet, in bytes. */
  static long bytesInUse() {
    var metric = UnpooledByteBufAllocator.DEFAULT.metric();
    return metric.usedHeapMemory() + metric.usedDirectMemory();
  }

  /** An input's turn. */
  interface Turn {
    void run();
  }

  /** Lets an input happen and checks that it has left nothing behind. */
  void leavesNoTrace(Turn turn) {
    bystander.pongs();
    bystander.settle();
    long before = bytesInUse();
    int channels = channels();
    turn.run();
    bystander.settle();
    nanos += 50_000_000;
    assertThat(errors.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
        .as("logged errors")
        .isEmpty();
    errors.list.clear();
    assertThat(bytesInUse()).as("bytes of unreleased buffers").isEqualTo(before);
    assertThat(node.stats().connections()).as("connections").isEqualTo(1);
    assertThat(channels()).as("occupied channels").isEqualTo(channels);
    assertThat(bystander.isOpen()).as("the bystander's connection").isTrue();
  }

  /** Fails if a client's input holds more memory than a message may have. */
  static void checkBytesAtRest(long before) {
    assertThat(bytesInUse() - before).as("bytes held").isLessThan(BYTES_AT_REST);
  }

  private int channels() {
    return node.stats().apps().stream().mapToInt(app -> (int) app.channels()).sum();
  }
}
