package dev.parley.channels.transport;

import dev.parley.channels.api.SignedApi;
import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.FixedApps;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import dev.parley.channels.broker.LocalBroker;
import dev.parley.channels.hub.EncodedText;
import dev.parley.channels.hub.Hub;
import dev.parley.channels.hub.Publisher;
import dev.parley.channels.session.Admission;
import dev.parley.channels.session.ClientEvents;
import dev.parley.channels.session.ClientProtocol;
import dev.parley.channels.session.SignIns;
import dev.parley.channels.stream.Streams;
import dev.parley.channels.transport.xhr.XhrSessions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The product's own WebSocket pipeline with an echo where the Pusher protocol would be, so that
 * framing can be judged by a suite that knows nothing of Pusher.
 */
public final class EchoServer implements AutoCloseable {
  private static final int BINARY_FINAL = 0x82;

  private final ScheduledExecutorService timer;
  private final LocalBroker broker;
  private final StandaloneServer server;

  private EchoServer(ScheduledExecutorService timer, LocalBroker broker, StandaloneServer server) {
    this.timer = timer;
    this.broker = broker;
    this.server = server;
  }

  /** Listens on a free port of the loopback address. */
  public static EchoServer start() {
    var limits =
        Limits.DEFAULTS
            .with(Limit.FRAME_BYTES, Limit.FRAME_BYTES.max())
            .with(Limit.OUTGOING_BYTES, Limit.OUTGOING_BYTES.max());
    var app = App.of("1", "echo", "secret").withOptions(AppOptions.DEFAULTS.withLimits(limits));
    var apps = new FixedApps(List.of(app));
    var random = new SecureRandom();
    var timer = Executors.newSingleThreadScheduledExecutor();
    var broker = new LocalBroker(new Streams(limits, System::nanoTime, random));
    var hub =
        new Hub(
            1,
            apps,
            limits,
            broker,
            (_, _) -> {},
            InstantSource.system(),
            System::nanoTime,
            random,
            timer);
    broker.start(hub);
    var publisher = new Publisher(broker, (_, _) -> {});
    var api =
        new SignedApi(hub, broker, publisher, InstantSource.system(), System::nanoTime, false);
    var fallbacks =
        new XhrSessions(
            hub, new ClientProtocol(hub, new SignIns(hub), new ClientEvents(publisher)));
    var endpoint =
        new RealtimeEndpoint(
            "",
            true,
            hub,
            new Admission(hub, true),
            new Echo(hub),
            fallbacks,
            api,
            new HandshakeQueues(limits, System::nanoTime));
    return new EchoServer(timer, broker, StandaloneServer.start(endpoint, 0, 1));
  }

  /** Where a client connects. */
  public String url() {
    return "ws://127.0.0.1:%d/app/echo?protocol=7".formatted(server.port());
  }

  @Override
  public void close() {
    server.close();
    broker.close();
    timer.shutdownNow();
  }

  private record Echo(Hub hub) implements MessageSink {
    @Override
    public void open(WebSocketConnection connection) {
      hub.connect(connection)
          .ifPresent(obstacle -> {
            throw new AssertionError("no room for one connection: " + obstacle);
          });
    }

    @Override
    public void onText(WebSocketConnection connection, String text) {
      connection.send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean takesBinary() {
      return true;
    }

    @Override
    public void onBinary(WebSocketConnection connection, byte[] message) {
      ByteBuf frame = EncodedText.frame(ByteBufAllocator.DEFAULT, message);
      frame.setByte(frame.readerIndex(), BINARY_FINAL);
      connection.writeFrame(frame);
      connection.flush();
    }
  }
}
