package dev.parley.messenger.sync;

import static dev.parley.messenger.sync.SyncWorld.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Transactions;
import dev.parley.messenger.message.World;
import dev.parley.messenger.outbox.SyncKind;
import dev.parley.store.Engine;
import dev.parley.store.Store;
import dev.parley.store.Unit;
import dev.parley.store.testing.ForwardingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reader's log tells of everything once, in order, and of nothing else. */
@ParameterizedClass
@EnumSource(Engine.class)
class FanOutTest {
  private final World world;

  FanOutTest(Engine engine) {
    this.world = new World(engine);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private FanOut fanOut(int mostPointers) {
    return new FanOut(new Transactions(world.store(), _ -> {}), world::now, mostPointers);
  }

  /** The seqs of what people said in a user's log, after its numbers were found dense. */
  private List<Long> log(long user) {
    List<Long> numbers =
        world.in((handle, _) ->
            handle
                .createQuery("select sync_seq from inbox where user_id = ? order by sync_seq")
                .bind(0, user)
                .mapTo(Long.class)
                .list());
    assertThat(numbers)
        .as("numbers without holes")
        .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    long head =
        world.number("select coalesce(max(last_seq), 0) from user_sync where user_id = ?", user);
    assertThat(head).isEqualTo(numbers.size());
    return world.in((handle, _) ->
        handle
            .createQuery(
                """
                select i.ref from inbox i
                join message m on m.conversation_id = i.conversation_id and m.seq = i.ref
                  and m.counts = 1
                where i.user_id = ? and i.kind = 0 order by i.sync_seq
                """)
            .bind(0, user)
            .mapTo(Long.class)
            .list());
  }

  @Test
  void shouldGiveEachMemberOnePointerInOrder() {
    long ann = world.person("ann");
    long ben = world.person("ben");
    long group = world.group(ann, ben);
    drain(fanOut(1_000));
    var said = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      said.add(world.say(ann, group, "hello " + i).seq());
    }
    List<Pointer> pointers = drain(fanOut(1_000));
    assertThat(log(ann)).isEqualTo(said);
    assertThat(log(ben)).isEqualTo(said);
    assertThat(pointers).hasSize(10);
    assertThat(pointers)
        .filteredOn(pointer -> pointer.userId() == ben)
        .extracting(Pointer::ref)
        .isEqualTo(said);
    assertThat(pointers.getFirst().preview())
        .isEqualTo(new Preview(ann, 0, "hello 0", world.now().toEpochMilli()));
    assertThat(world.number("select count(*) from outbox")).isZero();
    assertThat(fanOut(1_000).isIdle()).isTrue();
  }

  @Test
  void shouldChooseReadersByTheirStaysAndNotByTodaysList() {
    long ann = world.person("ann");
    long ben = world.person("ben");
    long cat = world.person("cat");
    long group = world.group(ann, ben);
    long one = world.say(ann, group, "ben is here").seq();
    world.leave(group, ben);
    long two = world.say(ann, group, "nobody else is").seq();
    world.join(group, cat);
    world.join(group, ben);
    long three = world.say(ann, group, "all are").seq();
    drain(fanOut(1_000));
    assertThat(log(ann)).containsExactly(one, two, three);
    assertThat(log(ben)).containsExactly(one, three);
    assertThat(log(cat)).containsExactly(three);
  }

  @Test
  void shouldGoOnWhereManyReadersWereCutOff() {
    long[] people = new long[25];
    for (int i = 0; i < people.length; i++) {
      people[i] = world.person("p" + i);
    }
    long group = world.group(people);
    drain(fanOut(1_000));
    long one = world.say(people[0], group, "one").seq();
    long two = world.say(people[3], group, "two").seq();
    FanOut small = fanOut(7);
    assertThat(small.runBatch().pointers()).hasSize(7);
    assertThat(drain(small)).hasSize(43);
    for (long person : people) {
      assertThat(log(person)).containsExactly(one, two);
    }
  }

  @Test
  void shouldLeaveNoHoleAndNoDoubleWhenItDiesBetweenItsStatementsAndTheCommit() {
    long[] people = new long[12];
    for (int i = 0; i < people.length; i++) {
      people[i] = world.person("p" + i);
    }
    long group = world.group(people);
    var said = new ArrayList<Long>();
    for (int i = 0; i < 4; i++) {
      said.add(world.say(people[i], group, "message " + i).seq());
    }
    for (int round = 0; round < 20; round++) {
      int survives = round;
      var dying =
          new FanOut(new Transactions(new Dying(world.store(), survives), _ -> {}), world::now, 5);
      if (round % 2 == 0) {
        assertThatThrownBy(() ->
                drain(
                    new FanOut(
                        new Transactions(new Dying(world.store(), 0), _ -> {}), world::now, 5)))
            .isInstanceOf(Death.class);
      }
      try {
        drain(dying);
      } catch (Death _) {
        continue;
      }
      break;
    }
    for (long person : people) {
      assertThat(log(person)).isEqualTo(said);
    }
  }

  @Test
  void shouldCountOnceWhatSeveralWorkersMoveAtTheSameTime() throws Exception {
    long ann = world.person("ann");
    long ben = world.person("ben");
    long group = world.group(ann, ben);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < 4; sender++) {
        threads.submit(() -> {
          for (int i = 0; i < 25; i++) {
            world.say(ann, group, "hello");
          }
        });
        threads.submit(() -> {
          FanOut one = fanOut(10);
          for (int i = 0; i < 20; i++) {
            one.runBatch();
          }
        });
      }
    }
    drain(fanOut(1_000));
    assertThat(log(ben)).isEqualTo(LongStream.rangeClosed(2, 101).boxed().toList());
    assertThat(log(ann)).isEqualTo(log(ben));
  }

  @Test
  void shouldTellOneReaderAloneWhatConcernsOneAlone() {
    long ann = world.person("ann");
    long ben = world.person("ben");
    long group = world.group(ann, ben);
    long seq = world.say(ann, group, "read me").seq();
    drain(fanOut(1_000));
    world.receipts.read(group, ben, seq);
    List<Pointer> pointers = drain(fanOut(1_000));
    assertThat(pointers)
        .singleElement()
        .satisfies(pointer -> {
          assertThat(pointer.userId()).isEqualTo(ben);
          assertThat(pointer.kind()).isEqualTo(SyncKind.MEMBER_SELF);
        });
  }

  @Test
  void shouldAddNothingWhenTheSameIsToldAgain() {
    long ann = world.person("ann");
    long ben = world.person("ben");
    long group = world.group(ann, ben);
    drain(fanOut(1_000));
    long one = world.say(ann, group, "one").seq();
    world.receipts.read(group, ben, one);
    world.execute("create table kept as select * from outbox");
    drain(fanOut(1_000));
    long two = world.say(ann, group, "two").seq();
    world.execute("insert into outbox select * from kept");
    List<Pointer> pointers = drain(fanOut(1_000));
    world.execute("drop table kept");
    assertThat(pointers).extracting(Pointer::ref).containsExactly(two, two);
    assertThat(log(ann)).containsExactly(one, two);
    assertThat(log(ben)).containsExactly(one, two);
    assertThat(world.number("select count(*) from outbox")).isZero();
  }

  @Test
  void shouldPassOverParkedUsersAndLargeGroups() {
    long ann = world.person("ann");
    long ben = world.person("ben");
    long group = world.group(ann, ben);
    world.execute("insert into user_sync (user_id, parked) values (?, 1)", ben);
    long one = world.say(ann, group, "one").seq();
    drain(fanOut(1_000));
    assertThat(log(ann)).containsExactly(one);
    assertThat(log(ben)).isEmpty();
    world.execute("update conversation set fanout = 1 where conversation_id = ?", group);
    world.say(ann, group, "two");
    drain(fanOut(1_000));
    assertThat(log(ann)).containsExactly(one);
    assertThat(world.number("select count(*) from outbox")).isZero();
  }

  /** The process is gone at the worst moment: all statements are done, nothing is committed. */
  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A store whose unit number n dies behind its statements; the transaction is really rolled back.
   */
  private static final class Dying extends ForwardingStore {
    private final AtomicInteger lives;

    Dying(Store store, int survives) {
      super(store);
      this.lives = new AtomicInteger(survives);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(
        long lane, Unit<T> unit, Consumer<? super T> committed) {
      return super.write(
          lane,
          handle -> {
            T value = unit.run(handle);
            if (lives.getAndDecrement() == 0) {
              throw new Death();
            }
            return value;
          },
          committed);
    }

    @Override
    public void close() {
      // the world's
    }
  }
}
