package dev.parley.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.messenger.Bound;
import dev.parley.messenger.conversation.Companions;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever was away learns whose profile changed meanwhile. */
@ParameterizedClass
@EnumSource(Engine.class)
class ProfileChangesTest {
  private final World world;
  private final Passwords passwords = new Passwords(new Argon2(64, 1, 1), new SecureRandom());
  private Accounts accounts;
  private Profiles profiles;
  private long ann;
  private long ben;

  ProfileChangesTest(Engine engine) {
    world = new World(engine);
  }

  @BeforeEach
  void people() {
    accounts = new Accounts(world.transactions(), world.ids, world::now, passwords, List.of());
    profiles = new Profiles(world.transactions(), world::now);
    ann = world.person("ann");
    ben = world.person("ben");
    world.passes(3_600_000);
  }

  @AfterEach
  void close() {
    world.close();
    passwords.close();
  }

  private void rename(long who, String name) {
    accounts.change(who, new AccountChange(null, null, name, null, null, null, null));
  }

  private static List<String> names(Profiles.Changes changes) {
    return changes.people().stream().map(Profile::displayName).toList();
  }

  @Test
  void shouldTellThoseWhoKnowSomebodyAndNobodyElse() {
    long cid = world.person("cid");
    long stranger = world.person("stranger");
    world.group(ann, ben);
    world.contacts.add(cid, ann, null);
    String cursor = profiles.changes(ben, null).next();
    assertThat(profiles.changes(ben, null).people()).isEmpty();
    rename(ann, "Anna");
    assertThat(names(profiles.changes(ben, cursor))).containsExactly("Anna");
    assertThat(names(profiles.changes(cid, cursor))).containsExactly("Anna");
    assertThat(names(profiles.changes(stranger, cursor))).isEmpty();
    assertThat(new Companions(world.transactions()).of(ann).people())
        .containsExactlyInAnyOrder(ben, cid);
  }

  @Test
  void shouldRepeatOnlyWhatMayHaveBeenCommittedLate() {
    world.group(ann, ben);
    String begin = profiles.changes(ben, null).next();
    rename(ann, "Anna");
    String soon = profiles.changes(ben, begin).next();
    assertThat(names(profiles.changes(ben, soon))).containsExactly("Anna");
    world.passes(Bound.PROFILES_OVERLAP_MILLIS.value() + 1);
    String later = profiles.changes(ben, soon).next();
    assertThat(names(profiles.changes(ben, later))).isEmpty();
    rename(ann, "Ann");
    assertThat(names(profiles.changes(ben, later))).containsExactly("Ann");
  }

  @Test
  void shouldComeToAnEndHoweverManyChangedAtOnce() {
    world.group(ann, ben);
    String cursor = profiles.changes(ben, null).next();
    world.execute(
        """
        insert into account (user_id, username, username_norm, display_name, name_norm, created_at,
          updated_at)
        with recursive n (i) as (select 10000 union all select i + 1 from n where i < 11200)
        select i, 'x', 'x' || cast(i as varchar(9)), 'x', 'x', 0, cast(? as bigint) from n
        """,
        world.now().toEpochMilli());
    world.passes(1);
    rename(ann, "Anna");
    Profiles.Changes page = profiles.changes(ben, cursor);
    assertThat(page.more()).isTrue();
    assertThat(page.people()).isEmpty();
    page = profiles.changes(ben, page.next());
    page = profiles.changes(ben, page.next());
    assertThat(page.more()).isFalse();
    assertThat(names(page)).containsExactly("Anna");
  }

  @Test
  void shouldTellOfLargeGroupsByTheirChannelAndNotByTheirMembers() {
    long large = world.group(ann);
    world.execute("update conversation set member_count = 101 where conversation_id = ?", large);
    long small = world.group(ann, ben);
    var found = new Companions(world.transactions()).of(ann);
    assertThat(found.groups()).containsExactly(large);
    assertThat(found.people()).containsExactly(ben);
    assertThat(new Companions(world.transactions()).smallConversations(ann)).containsExactly(small);
  }
}
