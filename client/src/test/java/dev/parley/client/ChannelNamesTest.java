package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNamesTest {
  @Test
  void shouldPutTheKindBeforeTheName() {
    assertThat(ChannelNames.createPublicChannelName("app-updates")).isEqualTo("public-app-updates");
    assertThat(ChannelNames.createPrivateChannelName("user123")).isEqualTo("private-user123");
    assertThat(ChannelNames.createPresenceChannelName("room_1=@,.;"))
        .isEqualTo("presence-room_1=@,.;");
    String longest = "a".repeat(164 - "private-".length());
    assertThat(ChannelNames.createPrivateChannelName(longest)).hasSize(164);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "x#y", "a/b", "a:b", "a*", "a\n", "\n"})
  void shouldRefuseIllegalNames(String name) {
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> ChannelNames.createPublicChannelName(name))
        .satisfies(e -> assertThat(e.field()).isEqualTo("name"))
        .withMessageContaining("channel name");
  }

  @Test
  void shouldRefuseNamesThatAreTooLong() {
    String tooLong = "a".repeat(165 - "private-".length());
    assertThatExceptionOfType(RealtimeException.IllegalArgument.class)
        .isThrownBy(() -> ChannelNames.createPrivateChannelName(tooLong));
  }
}
