package dev.parley.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LargeGroupPushTest {
  /** More than one transaction looks at. */
  private static final int PEOPLE = 1_205;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldTellEveryMemberOfALargeGroupOnce(Engine engine) {
    try (var place = new PushWorld(engine)) {
      List<Long> people = place.world.people("m", 2);
      long group = place.world.group(people);
      place.world.execute(
          """
          insert into account (user_id, username, username_norm, display_name, name_norm,
            created_at, updated_at)
          with recursive n(i) as (select 1 union all select i + 1 from n where i < 1205)
          select 900000 + i, 'u' || i, 'u' || i, 'u', 'u', 0, 0 from n
          """);
      place.world.execute(
          """
          insert into member (conversation_id, user_id, join_seq, joined_at)
          select ?, user_id, 1, 0 from account where user_id between 900001 and 901205
          """,
          group);
      place.world.execute(
          "update conversation set member_count = 1207, fanout = 1 where conversation_id = ?",
          group);
      place.world.execute(
          """
          insert into token_family (family_id, user_id, device_id, seed, key_id, generation,
            token_hash, confirmed, created_at, last_used_at)
          select user_id, user_id, 1, 's', 'k', 0, 'h' || user_id, 1, 0, ?
          from account where user_id between 900001 and 901205
          """,
          place.world.now().toEpochMilli());
      place.world.execute(
          """
          insert into push_subscription (subscription_id, user_id, session_id, endpoint_hash,
            endpoint, p256dh, auth, locale, created_at)
          select user_id, user_id, user_id, 'e' || user_id, 'https://x.example', 'k', 'a', 'en', 0
          from account where user_id between 900001 and 901205
          """);
      place.world.say(people.getFirst(), group, "hello, all of you");
      place.due();
      place.world.passes(10_000);
      var told = new HashSet<Long>();
      List<Notice> taken = place.queue.take(2_000);
      taken.forEach(notice -> told.add(notice.userId()));
      assertThat(taken).hasSize(PEOPLE);
      assertThat(told).hasSize(PEOPLE);
      assertThat(place.world.number("select count(*) from push_waiting")).isZero();
    }
  }
}
