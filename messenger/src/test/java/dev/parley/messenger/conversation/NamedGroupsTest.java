package dev.parley.messenger.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.privacy.Approach;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups that a back end has a name for. */
@ParameterizedClass
@EnumSource(Engine.class)
class NamedGroupsTest {
  private final World world;

  NamedGroupsTest(Engine engine) {
    world = new World(engine);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Conversation named(long owner, Long... others) {
    var name = ExternalName.of(ExternalName.Kind.CONVERSATION, "order-7");
    return world
        .all
        .groups()
        .create(owner, new Groups.Plan("Order 7", null, List.of(others), name, Approach.BACK_END));
  }

  @Test
  void shouldMakeOneGroupOfManyRequestsAtOnce() throws Exception {
    long ann = world.person();
    long ben = world.person();
    var ready = new CountDownLatch(30);
    var found = new HashSet<Long>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Conversation>>();
      for (int i = 0; i < 30; i++) {
        answers.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return named(ann, ben);
            }));
      }
      for (Future<Conversation> answer : answers) {
        found.add(answer.get().id());
      }
    }
    assertThat(found).hasSize(1);
    assertThat(world.count("select count(*) from conversation")).isEqualTo(1);
    assertThat(world.events).filteredOn(ConversationCreated.class::isInstance).hasSize(1);
  }

  @Test
  void shouldNotHandSomebodyElsesGroupOut() {
    named(world.person());
    long stranger = world.person();
    assertThatThrownBy(() -> named(stranger))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.ALREADY_EXISTS);
              assertThat(refusal.field()).isEqualTo("external_id");
            });
    assertThat(world.count("select count(*) from conversation")).isEqualTo(1);
  }

  @Test
  void shouldGiveTheNameOfADissolvedGroupToTheNextOne() {
    long ann = world.person();
    Conversation first = named(ann);
    world.all.dissolution().dissolve(ann, first.id());
    assertThatThrownBy(() -> world.all.records().find(first.id())).isInstanceOf(Refusal.class);
    Conversation second = named(ann);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(named(ann).id()).isEqualTo(second.id());
    assertThat(world.all.records().find(second.id()).title()).isEqualTo("Order 7");
  }
}
