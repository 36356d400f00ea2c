package dev.parley.messenger.push;

import dev.parley.messenger.conversation.NotifyLevel;
import dev.parley.messenger.message.World;
import dev.parley.messenger.notify.Notifications;
import dev.parley.messenger.session.Caller;
import dev.parley.messenger.sync.FanOut;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A world whose people have browsers, and whose pushes a test sends by hand. */
final class PushWorld implements AutoCloseable {
  final World world;
  final Notifications notifications;
  final Subscriptions subscriptions;
  final Looking looking;
  final PushPlan plan;
  final PushQueue queue;
  private final FanOut fanOut;

  PushWorld(Engine engine) {
    world = new World(engine);
    notifications = new Notifications(world.transactions(), world.outbox, world.ids, world::now);
    subscriptions = new Subscriptions(world.transactions(), world.ids, world::now);
    looking = new Looking(world.transactions(), world::now);
    plan = new PushPlan(world.transactions(), world::now);
    queue = new PushQueue(world.transactions(), world::now);
    fanOut = new FanOut(world.transactions(), world::now, plan);
    world.recorders.add(new PushRecorder(world::now));
  }

  /** A session of somebody. */
  Caller session(long userId) {
    long id = world.ids.next();
    world.execute(
        """
        insert into token_family (family_id, user_id, device_id, seed, key_id, generation,
          token_hash, confirmed, created_at, last_used_at)
        values (?, ?, 1, 's', 'k', 0, ?, 1, ?, ?)
        """,
        id,
        userId,
        "h" + id,
        world.now().toEpochMilli(),
        world.now().toEpochMilli());
    return new Caller(userId, id, 1);
  }

  Subscription browser(Caller caller) {
    return subscriptions.add(
        caller,
        new Subscriptions.Offer(
            "https://push.example.org/" + world.ids.next(), "key", "auth", "en"));
  }

  /** A person with a browser. */
  long person(String name) {
    long id = world.person(name);
    browser(session(id));
    return id;
  }

  void level(long user, long conversation, @Nullable NotifyLevel level) {
    world.all.mySettings().notify(user, conversation, level);
  }

  long direct(long from, long to) {
    return world.all.directs().open(from, to).conversation().id();
  }

  void fanOut() {
    while (fanOut.runBatch().more()) {}
  }

  /** Does what the workers do, up to what is to be sent. */
  List<PushQueue.Ready> due() {
    fanOut();
    while (plan.runBatch()) {}
    var ready = new ArrayList<PushQueue.Ready>();
    var settled = new ArrayList<PushQueue.Outcome>();
    for (Notice notice : queue.take(1_000)) {
      switch (queue.step(notice)) {
        case PushQueue.Ready one -> ready.add(one);
        case PushQueue.Outcome outcome -> settled.add(outcome);
      }
    }
    queue.settle(settled);
    return ready;
  }

  /** As {@link #due}, once pushes have gathered; all of them arrive. */
  List<PushQueue.Ready> sent() {
    fanOut();
    while (plan.runBatch()) {}
    world.passes(10_000);
    List<PushQueue.Ready> ready = due();
    settled(ready);
    return ready;
  }

  /** Lets pushes arrive, and counts them. */
  int settled(List<PushQueue.Ready> ready) {
    queue.settle(
        ready.stream()
            .<PushQueue.Outcome>map(one ->
                new PushQueue.Told(
                    one.notice(),
                    one.text().kind() == PushText.Kind.RECALLED ? 0 : one.text().seq()))
            .toList());
    return ready.size();
  }

  @Override
  public void close() {
    world.close();
  }
}
