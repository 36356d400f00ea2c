package dev.parley.channels.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.channels.hub.Transition;
import dev.parley.channels.protocol.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  @Test
  void shouldWriteAndSignThePublishedVector() {
    String event = Envelope.event(new Transition.ChannelOccupied("my-channel"));
    byte[] body = Envelope.of(1_327_078_148_132L, List.of(event));
    assertThat(new String(body, UTF_8))
        .isEqualTo(
            "{\"time_ms\":1327078148132,\"events\":[{\"name\":\"channel_occupied\","
                + "\"channel\":\"my-channel\"}]}");
    assertThat(Signature.sign("7ad3773142a6692b25b8", body))
        .isEqualTo("c19001ae3963ccb13bf618e5b16ba9848e7e74df0993aa0689168e341c6833cf");
  }

  @Test
  void shouldWriteEveryEventWithItsFields() {
    assertThat(Envelope.event(new Transition.ChannelVacated("c")))
        .isEqualTo("{\"name\":\"channel_vacated\",\"channel\":\"c\"}");
    assertThat(Envelope.event(new Transition.MemberAdded("c", "1")))
        .isEqualTo("{\"name\":\"member_added\",\"channel\":\"c\",\"user_id\":\"1\"}");
    assertThat(Envelope.event(new Transition.MemberRemoved("c", "1")))
        .isEqualTo("{\"name\":\"member_removed\",\"channel\":\"c\",\"user_id\":\"1\"}");
    assertThat(Envelope.event(new Transition.CacheMiss("c")))
        .isEqualTo("{\"name\":\"cache_miss\",\"channel\":\"c\"}");
    assertThat(Envelope.event(new Transition.SubscriptionCount("c", 5)))
        .isEqualTo("{\"name\":\"subscription_count\",\"channel\":\"c\",\"subscription_count\":5}");
  }

  @Test
  void shouldKeepTheTextOfClientEventsAndLeaveOutAnAbsentUser() {
    assertThat(
            Envelope.event(
                new Transition.ClientEvent("private-c", "client-e", "\ud800\"\u00e9", "1.2", null)))
        .isEqualTo(
            "{\"name\":\"client_event\",\"channel\":\"private-c\",\"event\":\"client-e\","
                + "\"data\":\"\\ud800\\\"\u00e9\",\"socket_id\":\"1.2\"}");
    assertThat(Envelope.event(new Transition.ClientEvent("presence-c", "client-e", "", "1.2", "7")))
        .endsWith(",\"data\":\"\",\"socket_id\":\"1.2\",\"user_id\":\"7\"}");
  }

  @Test
  void shouldJoinEventsInOrder() {
    assertThat(new String(Envelope.of(5, List.of("{\"a\":1}", "{\"b\":2}")), UTF_8))
        .isEqualTo("{\"time_ms\":5,\"events\":[{\"a\":1},{\"b\":2}]}");
  }
}
