package dev.parley.messenger.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Page;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.message.World;
import dev.parley.store.Engine;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ContactsTest {
  private final World world;
  private long ann;
  private long bob;
  private long cid;

  ContactsTest(Engine engine) {
    world = new World(engine);
  }

  @BeforeEach
  void people() {
    ann = world.person("ann");
    bob = world.person("bob");
    cid = world.person("cid");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static void assertRefused(RefusalCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private List<Contact> book(long owner) {
    return world.contacts.page(owner, null, null).items();
  }

  @Test
  void shouldKeepABookWithAliasesThatOnlyItsOwnerSees() {
    world.contacts.add(ann, bob, null);
    world.contacts.add(ann, bob, "Bobby");
    world.contacts.add(ann, bob, null);
    assertThat(book(ann)).extracting(Contact::alias).containsExactly("Bobby");
    assertThat(book(bob)).isEmpty();
    world.contacts.setAlias(ann, bob, null);
    assertThat(book(ann)).extracting(Contact::alias).containsExactly((String) null);
    assertRefused(RefusalCode.NOT_FOUND, () -> world.contacts.setAlias(ann, cid, "C"));
    assertRefused(RefusalCode.NOT_FOUND, () -> world.contacts.add(ann, World.NOBODY, null));
    assertRefused(RefusalCode.INVALID_FIELD, () -> world.contacts.add(ann, ann, null));
    world.contacts.remove(ann, bob);
    assertThat(book(ann)).isEmpty();
    assertThat(world.told)
        .containsExactly(
            new ContactsChanged(ann, bob, true),
            new ContactsChanged(ann, bob, true),
            new ContactsChanged(ann, bob, true),
            new ContactsChanged(ann, bob, false));
  }

  @Test
  void shouldBoundAliasesBooksAndBlocks() {
    int longest = Bound.DISPLAY_NAME_LENGTH.count();
    world.contacts.add(ann, bob, "x".repeat(longest));
    assertRefused(
        RefusalCode.FIELD_TOO_LONG,
        () -> world.contacts.setAlias(ann, bob, "x".repeat(longest + 1)));
    fill("insert into contact (user_id, contact_id, created_at) values (?, ?, 0)", Bound.CONTACTS);
    assertRefused(RefusalCode.LIMIT_REACHED, () -> world.contacts.add(cid, ann, null));
    world.contacts.remove(cid, 1);
    world.contacts.add(cid, ann, null);
    fill("insert into block (user_id, blocked_id, created_at) values (?, ?, 0)", Bound.BLOCKS);
    assertRefused(RefusalCode.LIMIT_REACHED, () -> world.blocks.block(cid, ann));
    assertThat(world.number("select count(*) from block where user_id = ?", cid))
        .isEqualTo(Bound.BLOCKS.value());
  }

  /** Gives cid as many as are allowed. */
  private void fill(String sql, Bound bound) {
    world.in((handle, _) -> {
      var batch = handle.prepareBatch(sql);
      for (long i = 1; i <= bound.value(); i++) {
        batch.bind(0, cid).bind(1, i).add();
      }
      return batch.execute().length;
    });
  }

  @Test
  void shouldPageABookCompletely() {
    var all = new ArrayList<Long>();
    for (int i = 0; i < 7; i++) {
      long one = world.person("one" + i);
      world.contacts.add(ann, one, null);
      all.add(one);
    }
    var seen = new ArrayList<Long>();
    @Nullable String cursor = null;
    do {
      Page<Contact> page = world.contacts.page(ann, cursor, 3);
      page.items().forEach(contact -> seen.add(contact.contactId()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).isEqualTo(all);
  }

  @Test
  void shouldTakeADeletedAccountOutOfAllBooksAndTellTheirOwners() {
    world.contacts.add(ann, bob, null);
    world.contacts.add(cid, bob, null);
    world.contacts.add(bob, ann, null);
    world.blocks.block(bob, cid);
    world.told.clear();
    world.in((handle, events) -> {
      new ContactsLeaving(world.outbox, world.ids).run(handle, bob, events);
      return 0;
    });
    assertThat(book(ann)).isEmpty();
    assertThat(book(cid)).isEmpty();
    assertThat(world.number("select count(*) from contact")).isZero();
    assertThat(world.number("select count(*) from block")).isZero();
    assertThat(world.told)
        .containsExactly(
            new ContactsChanged(ann, bob, false), new ContactsChanged(cid, bob, false));
  }
}
