package dev.parley.server.sync;

import dev.parley.server.sync.client.Push;
import dev.parley.server.sync.client.SyncClient;
import dev.parley.server.sync.client.Transport;
import dev.parley.server.view.ConversationView;
import dev.parley.server.view.PullView;
import dev.parley.server.view.SentView;
import dev.parley.server.view.SnapshotView;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reference client on a phone behind a bad network. */
final class Handset {
  /** Small, so that every bound is met. */
  private static final SyncClient.Bounds SMALL = new SyncClient.Bounds(3, 2, 12, 5, 15);

  final String person;
  final Ground.Phone phone;
  final SyncClient client;
  private final Weather weather;
  private final Queue<Push> arriving = new ConcurrentLinkedQueue<>();
  private final List<Push> underWay = new ArrayList<>();
  private boolean fair;

  Handset(String person, Ground.Phone phone, Ground ground, Weather weather) {
    this.person = person;
    this.phone = phone;
    this.weather = weather;
    this.client = new SyncClient(person, new BadLine(), ground::now, SMALL);
  }

  void connect() {
    if (!phone.isConnected()) {
      underWay.clear();
      arriving.clear();
      phone.connect(arriving::add);
    }
  }

  void cut() {
    phone.cut();
    arriving.clear();
    underWay.clear();
  }

  /** From now on this and that is lost. */
  void darkSky() {
    fair = false;
  }

  /** From now on nothing is lost any more. */
  void clearSky() {
    fair = true;
  }

  /** Lets pushes arrive: some are lost, some come twice, some before others. */
  void hear() {
    Push push;
    while ((push = arriving.poll()) != null) {
      if (fair || !weather.loses()) {
        underWay.add(push);
        if (!fair && weather.doubles()) {
          underWay.add(push);
        }
      }
    }
    while (!underWay.isEmpty() && (fair || weather.delivers())) {
      client.heard(underWay.remove(fair ? 0 : weather.which(underWay.size())));
    }
  }

  /** One step of the client. */
  boolean tick() {
    return phone.isConnected() && client.tick();
  }

  void hold() {
    if (phone.isConnected()) {
      phone.hold(client.channels());
    }
  }

  /** Requests and answers that get lost, and things that happen between the two. */
  private final class BadLine implements Transport {
    private <T> T over(Supplier<T> request) {
      if (!fair && weather.loses()) {
        throw new Lost();
      }
      T answer = weather.during(request);
      if (!fair) {
        weather.meanwhile(Handset.this);
        if (weather.loses()) {
          throw new Lost();
        }
      }
      return answer;
    }

    @Override
    public PullView sync(String cursor, long at) {
      return over(() -> phone.transport().sync(cursor, at));
    }

    @Override
    public SnapshotView snapshot(int limit, int messages) {
      return over(() -> phone.transport().snapshot(limit, messages));
    }

    @Override
    public ListPage conversations(@Nullable String cursor, int limit) {
      return over(() -> phone.transport().conversations(cursor, limit));
    }

    @Override
    public ConversationView conversation(String id) {
      return over(() -> phone.transport().conversation(id));
    }

    @Override
    public LogPage before(String conversationId, long seq, int limit) {
      return over(() -> phone.transport().before(conversationId, seq, limit));
    }

    @Override
    public LogPage changes(String conversationId, long rev, int limit) {
      return over(() -> phone.transport().changes(conversationId, rev, limit));
    }

    @Override
    public Deleted deleted(String conversationId, long after) {
      return over(() -> phone.transport().deleted(conversationId, after));
    }

    @Override
    public People people() {
      return over(() -> phone.transport().people());
    }

    @Override
    public SentView send(
        String conversationId, String clientMsgId, String text, @Nullable Long replySeq) {
      return over(() -> phone.transport().send(conversationId, clientMsgId, text, replySeq));
    }
  }
}
