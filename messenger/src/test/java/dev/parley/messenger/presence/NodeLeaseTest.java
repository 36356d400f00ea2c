package dev.parley.messenger.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Ids;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which processes live, and who is on them. */
@ParameterizedClass
@EnumSource(Engine.class)
class NodeLeaseTest {
  private final World world;
  private final Transactions transactions;
  private final Random random = new Random(1);

  NodeLeaseTest(Engine engine) {
    this.world = new World(engine);
    this.transactions = new Transactions(world.store(), _ -> {});
  }

  @AfterEach
  void close() {
    world.close();
  }

  private NodeLease take() {
    return NodeLease.take(transactions, world::now, random);
  }

  private Presence presence(NodeLease lease) {
    return new Presence(transactions, world::now, lease);
  }

  @Test
  void shouldGiveEachLivingProcessANumberOfItsOwn() {
    NodeLease one = take();
    NodeLease two = take();
    assertThat(two.node()).isNotEqualTo(one.node());
    assertThat(two.bootId()).isNotEqualTo(one.bootId());
    one.end();
    assertThat(take().node()).as("given back").isEqualTo(one.node());
  }

  @Test
  void shouldTakeTheNextNumberWhereAnotherProcessWasQuicker() throws Exception {
    var inserted = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    CompletableFuture<Void> quicker =
        CompletableFuture.runAsync(
            () ->
                transactions.<Integer>write(
                    1, // another writer than that of leases
                    (handle, _) -> {
                      long until = world.now().toEpochMilli() + 60_000;
                      handle.execute(
                          "insert into node_lease (node, boot_id, lease_until, ids_until)"
                              + " values (0, 7, ?, ?)",
                          until,
                          until);
                      inserted.countDown();
                      return await(goOn) ? 1 : 0;
                    }),
            task -> new Thread(task).start());
    assertThat(await(inserted)).isTrue();
    CompletableFuture<NodeLease> late =
        CompletableFuture.supplyAsync(this::take, task -> new Thread(task).start());
    if (world.store().engine() == Engine.POSTGRESQL) {
      Awaitility.await()
          .until(() -> world.number("select count(*) from pg_locks where not granted") > 0);
    }
    goOn.countDown();
    quicker.get(10, TimeUnit.SECONDS);
    assertThat(late.get(10, TimeUnit.SECONDS).node()).isEqualTo(1);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldLetTheNumberOfAKilledProcessRestAndThenMakeLaterIdsOnly() {
    NodeLease killed = take();
    long last = new Ids(world::now, killed.node(), 0).next();
    world.passes(Bound.NODE_LEASE_MILLIS.value() + 1);
    assertThat(take().node()).as("it may only be paused").isNotEqualTo(killed.node());
    world.passes(Bound.NODE_REST_MILLIS.value());
    NodeLease next = take();
    assertThat(next.node()).isEqualTo(killed.node());
    var ids = new Ids(() -> java.time.Instant.EPOCH, next.node(), Ids.latestAt(next.idsFrom()));
    assertThat(ids.next()).as("also with a clock put back").isGreaterThan(last);
    assertThat(killed.renew()).as("it notices").isFalse();
    assertThat(next.renew()).isTrue();
  }

  @Test
  void shouldTakeEverybodyOffOnceTheLeaseOfAKilledNodeEnds() {
    long ann = world.person("ann");
    long ben = world.person("ben");
    NodeLease here = take();
    NodeLease there = take();
    presence(there).moved(new TreeSet<>(List.of(ann, ben)), new TreeSet<>());
    assertThat(presence(here).elsewhere(List.of(ann, ben))).isEqualTo(Set.of(ann, ben));
    assertThat(presence(here).hasOtherNodes()).isTrue();
    presence(there).moved(new TreeSet<>(), new TreeSet<>(List.of(ben)));
    assertThat(presence(here).elsewhere(List.of(ann, ben))).isEqualTo(Set.of(ann));
    world.passes(Bound.NODE_LEASE_MILLIS.value());
    assertThat(presence(here).elsewhere(List.of(ann, ben))).isEmpty();
    assertThat(presence(here).hasOtherNodes()).isFalse();
  }

  @Test
  void shouldForgetEverybodyOfAnEarlierRun() {
    long ann = world.person("ann");
    NodeLease earlier = take();
    presence(earlier).moved(new TreeSet<>(List.of(ann)), new TreeSet<>());
    earlier.end();
    NodeLease again = take();
    NodeLease other = take();
    assertThat(again.node()).isEqualTo(earlier.node());
    assertThat(presence(other).elsewhere(List.of(ann))).isEmpty();
  }

  @Test
  void shouldShowPresenceToThoseWhoShareAConversationOnly() {
    long ann = world.person("ann");
    long ben = world.person("ben");
    long eve = world.person("eve");
    long group = world.group(ann, ben);
    Presence presence = presence(take());
    assertThat(presence.view(ann, List.of(ben, eve, ann)).lastSeen()).containsOnlyKeys(ann, ben);
    assertThat(presence.view(eve, List.of(ann)).lastSeen()).isEmpty();
    world.execute(
        "insert into contact (user_id, contact_id, created_at) values (?, ?, 0)", ann, eve);
    assertThat(presence.view(eve, List.of(ann)).lastSeen())
        .as("she has me in her book")
        .containsOnlyKeys(ann);
    assertThat(presence.view(ann, List.of(eve)).lastSeen()).isEmpty();
    world.execute("insert into block (user_id, blocked_id, created_at) values (?, ?, 0)", ben, ann);
    assertThat(presence.view(ann, List.of(ben)).lastSeen()).isEmpty();
    assertThat(presence.view(ben, List.of(ann)).lastSeen()).isEmpty();
    world.execute("delete from block");
    world.leave(group, ben);
    assertThat(presence.view(ann, List.of(ben)).lastSeen()).isEmpty();
  }
}
