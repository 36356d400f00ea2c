package dev.parley.messenger.conversation;

import static dev.parley.messenger.RefusalCode.LAST_OWNER;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.store.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every standing against every action. */
@ParameterizedClass
@EnumSource(Engine.class)
class RightsTest {
  private static final long UNKNOWN = 424242;

  private final World world;

  RightsTest(Engine engine) {
    world = new World(engine);
  }

  @AfterEach
  void end() {
    world.close();
  }

  /** A group in which each standing has one person, and the action as one of them does it. */
  private final class Scene {
    final long owner = world.person();
    final long admin = world.person();
    final long member = world.person();
    final long former = world.person();
    final long stranger = world.person();
    final long other = world.person();
    final long newcomer = world.person();
    final long id = world.group(owner, admin, member, former, other).id();

    Scene() {
      world.all.roles().setRole(owner, id, admin, Role.ADMIN);
      world.all.memberships().leave(former, id);
    }

    Map<String, LongConsumer> actions() {
      var all = world.all;
      var actions = new LinkedHashMap<String, LongConsumer>();
      actions.put("find", user -> all.list().find(user, id));
      actions.put("read", user -> world.visible(id, user));
      actions.put(
          "follow",
          user -> world.transactions.read(handle -> all.access().canFollow(handle, id, user)));
      actions.put("members", user -> all.memberships().page(user, id, null, null));
      actions.put("post", user -> world.say(id, user));
      actions.put("mute", user -> all.mySettings().mute(user, id, null));
      actions.put("hide", user -> all.mySettings().hide(user, id));
      actions.put("rename", user -> all.groups().change(user, id, new Groups.Change("N", null)));
      actions.put("add", user -> all.memberships().add(user, id, List.of(newcomer)));
      actions.put("remove", user -> all.memberships().remove(user, id, other));
      actions.put("silence", user -> all.roles().silence(user, id, other, null));
      actions.put("invite", user -> all.invites().create(user, id, null, null));
      actions.put("invites", user -> all.invites().list(user, id));
      actions.put("promote", user -> all.roles().setRole(user, id, other, Role.ADMIN));
      actions.put("hand over", user -> all.roles().handOver(user, id, other));
      actions.put("leave", user -> all.memberships().leave(user, id));
      actions.put("dissolve", user -> all.dissolution().dissolve(user, id));
      return actions;
    }
  }

  private static @Nullable RefusalCode outcome(LongConsumer action, long user) {
    try {
      action.accept(user);
      return null;
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  private static @Nullable RefusalCode expected(String action, String standing) {
    boolean reading = List.of("find", "read", "hide").contains(action);
    boolean following = List.of("follow", "members", "mute").contains(action);
    boolean ofOwner = List.of("promote", "hand over", "dissolve").contains(action);
    boolean ofMembers = reading || following || List.of("post", "leave").contains(action);
    return switch (standing) {
      case "stranger" -> NOT_FOUND;
      case "former" -> reading ? null : following ? NOT_FOUND : NOT_ALLOWED;
      case "member" -> ofMembers ? null : NOT_ALLOWED;
      case "admin" -> ofOwner ? NOT_ALLOWED : null;
      default -> action.equals("leave") ? LAST_OWNER : null;
    };
  }

  @Test
  void shouldLetEachStandingDoItsActionsAndNoOther() {
    for (String action : new Scene().actions().keySet()) {
      for (String standing : List.of("stranger", "former", "member", "admin", "owner")) {
        var scene = new Scene();
        long user =
            switch (standing) {
              case "stranger" -> scene.stranger;
              case "former" -> scene.former;
              case "member" -> scene.member;
              case "admin" -> scene.admin;
              default -> scene.owner;
            };
        assertThat(outcome(requireNonNull(scene.actions().get(action)), user))
            .as("%s by %s", action, standing)
            .isEqualTo(expected(action, standing));
      }
    }
  }

  @Test
  void shouldAnswerForForeignAndDissolvedAsForUnknownConversations() {
    var scene = new Scene();
    var unknown = message(() -> world.all.list().find(scene.owner, UNKNOWN));
    assertThat(message(() -> world.all.list().find(scene.stranger, scene.id))).isEqualTo(unknown);
    world.all.dissolution().dissolve(scene.owner, scene.id);
    assertThat(scene.actions())
        .allSatisfy((name, action) ->
            assertThat(outcome(action, scene.owner)).as(name).isEqualTo(NOT_FOUND));
    assertThat(message(() -> world.all.list().find(scene.owner, scene.id))).isEqualTo(unknown);
  }

  @Test
  void shouldProtectEqualsAndSuperiors() {
    var scene = new Scene();
    var memberships = world.all.memberships();
    var roles = world.all.roles();
    roles.setRole(scene.owner, scene.id, scene.other, Role.ADMIN);
    for (long target : List.of(scene.owner, scene.other)) {
      assertThat(World.refusal(() -> memberships.remove(scene.admin, scene.id, target)))
          .isEqualTo(NOT_ALLOWED);
      assertThat(
              World.refusal(
                  () -> roles.silence(scene.admin, scene.id, target, world.now.get() + 1_000)))
          .isEqualTo(NOT_ALLOWED);
    }
    assertThat(World.refusal(() -> memberships.remove(scene.owner, scene.id, scene.stranger)))
        .isEqualTo(NOT_FOUND);
  }

  @Test
  void shouldKeepSilencedMembersFromPostingUntilTheTimeIsOver() {
    var scene = new Scene();
    world.all.roles().silence(scene.admin, scene.id, scene.member, world.now.get() + 1_000);
    assertThat(World.refusal(() -> world.say(scene.id, scene.member)))
        .isEqualTo(RefusalCode.SILENCED);
    world.all.memberships().leave(scene.member, scene.id);
    world.all.memberships().add(scene.admin, scene.id, List.of(scene.member));
    assertThat(World.refusal(() -> world.say(scene.id, scene.member)))
        .as("not shaken off by coming back")
        .isEqualTo(RefusalCode.SILENCED);
    world.now.addAndGet(1_000);
    assertThat(world.say(scene.id, scene.member)).isPositive();
  }

  @Test
  void shouldHandOverAGroupOnce() {
    var scene = new Scene();
    world.all.roles().handOver(scene.owner, scene.id, scene.member);
    assertThat(world.row(scene.id).ownerId()).isEqualTo(scene.member);
    assertThat(world.member(scene.id, scene.member).role()).isEqualTo(Role.OWNER);
    assertThat(world.member(scene.id, scene.owner).role()).isEqualTo(Role.ADMIN);
    assertThat(World.refusal(() -> world.all.roles().handOver(scene.owner, scene.id, scene.admin)))
        .isEqualTo(NOT_ALLOWED);
    world.all.memberships().leave(scene.owner, scene.id);
  }

  private static String message(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call).detail();
  }
}
