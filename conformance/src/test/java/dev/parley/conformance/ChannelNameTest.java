package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.channels.app.Limit;
import dev.parley.conformance.kit.Frame;
import dev.parley.conformance.kit.OnStage;
import dev.parley.conformance.kit.Probe;
import dev.parley.conformance.kit.Setup;
import dev.parley.conformance.kit.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnStage.class)
@Timeout(60)
class ChannelNameTest {
  private final Stage stage;

  ChannelNameTest(Stage stage) {
    this.stage = stage;
  }

  @ParameterizedTest
  @Checklist(55)
  @ValueSource(
      strings = {
        "xprivate-a",
        "private",
        "presence",
        "cachex",
        "cache",
        "Private-a",
        "PRESENCE-a",
        "xpresence-a",
        "public-private-a"
      })
  void aNameThatOnlyLooksProtectedIsPublicAndUncached(String channel) {
    Probe probe = stage.connect();
    probe.subscribe(channel, "");
    probe.expect("pusher_internal:subscription_succeeded", channel);
    probe.expectNothing();
  }

  @ParameterizedTest
  @Checklist(55)
  @ValueSource(
      strings = {"private-cache", "private-encrypted", "private-encrypted-cache", "private-"})
  void aPrefixWithoutItsHyphenIsPlainlyPrivate(String channel) {
    stage.api().publish(channel, "not-remembered", "1").expectOk();
    Probe probe = stage.connect();
    probe.subscribe(channel, "");
    probe.expectRefused(channel);
    probe.join(channel);
    probe.expectNothing();
  }

  @Test
  @Checklist(55)
  void theLongestPrefixDecides() {
    Probe probe = stage.connect();
    probe.join("private-encrypted-cache-a");
    probe.expect("pusher:cache_miss", "private-encrypted-cache-a");
    Frame joined = probe.joinAs("presence-cache-a", "1");
    assertThat(joined.data().path("presence").path("count").intValue()).isEqualTo(1);
    probe.expect("pusher:cache_miss", "presence-cache-a");
    probe.join("private-cache-a");
    probe.expect("pusher:cache_miss", "private-cache-a");
    probe.join("cache-a");
    probe.expect("pusher:cache_miss", "cache-a");
    probe.join("private-encrypted-a");
    probe.expectNothing();
  }

  @Test
  @Checklist(56)
  void everyAllowedCharacterIsAccepted() {
    stage.connect().join("azAZ09_-=@,.;");
  }

  @ParameterizedTest
  @Checklist(56)
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "a:b",
        "a#b",
        "#a",
        "a*",
        "é",
        "a\u0000",
        "a\n",
        "\uD83D\uDE00",
        "a%20",
        "private-a b",
        "presence-a:b",
        "a\\b",
        "a\"b",
        "a{}",
        "#server-to-user"
      })
  void otherCharactersAreRefused(String channel) {
    Probe probe = stage.connect();
    probe.subscribe(channel, "");
    JsonNode refusal = probe.expectRefused(channel).data();
    assertThat(refusal.path("type").asText()).isEqualTo("ChannelError");
    assertThat(refusal.path("status").intValue()).isEqualTo(400);
    probe.expectNothing();
  }

  @Test
  @Checklist(57)
  void theLongestNameFitsAndNoLonger() {
    Probe probe = stage.connect();
    String longest = "c".repeat(200);
    probe.join(longest);
    probe.subscribe(longest + "c");
    probe.expectRefused(longest + "c");
    stage.api().publish(longest, "e", "1").expectOk();
    probe.expect("e", longest);
    stage.api().publish(longest + "c", "e", "1").expectRefused(400);
  }

  @Test
  @Checklist(57)
  void theLongestNameCanBeConfigured() {
    Stage documented = stage.with(Setup.standard().withLimit(Limit.CHANNEL_NAME_LENGTH, 164));
    Probe probe = documented.connect();
    probe.join("c".repeat(164));
    probe.subscribe("c".repeat(165));
    probe.expectRefused("c".repeat(165));
  }
}
