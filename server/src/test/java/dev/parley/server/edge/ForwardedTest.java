package dev.parley.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.config.TrustedProxies;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {
  private static final TrustedProxies TRUSTED =
      TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.128/25", "fd00::/8", "::1"));

  @ParameterizedTest(name = "{0} says {1} -> {2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3 | X-Forwarded-For: 198.51.100.7; X-Forwarded-Proto: https | 198.51.100.7 | true",
        "10.1.2.3 | X-Forwarded-For: 198.51.100.7; X-Forwarded-Proto: http | 198.51.100.7 | false",
        "10.1.2.3 | X-Forwarded-Proto: https | 10.1.2.3 | true",
        "10.1.2.3 | X-Forwarded-For: 6.6.6.6, 198.51.100.7 | 198.51.100.7 | false",
        "10.1.2.3 | X-Forwarded-For: 198.51.100.7, 10.9.9.9; X-Forwarded-Proto: https | 198.51.100.7 | true",
        "10.1.2.3 | X-Forwarded-For: 6.6.6.6, 198.51.100.7, 10.9.9.9; X-Forwarded-Proto: https, http, http | 198.51.100.7 | false",
        "10.1.2.3 | X-Forwarded-For: nonsense, 10.9.9.9 | 10.9.9.9 | false",
        "192.0.2.129 | X-Forwarded-For: [2001:db8::1]:443; X-Forwarded-Proto: HTTPS | 2001:db8:0:0:0:0:0:1 | true",
        "192.0.2.127 | X-Forwarded-For: 198.51.100.7; X-Forwarded-Proto: https | 192.0.2.127 | false",
        "11.1.2.3 | X-Forwarded-For: 198.51.100.7; X-Forwarded-Proto: https | 11.1.2.3 | false",
        "fd12::1 | X-Forwarded-For: 198.51.100.7:5123 | 198.51.100.7 | false",
        "::1 | X-Forwarded-Proto: https | 0:0:0:0:0:0:0:1 | true",
        "10.1.2.3 | nothing: at all | 10.1.2.3 | false",
      })
  void readsBackwardsForAsLongAsTheWriterIsTrusted(
      String peer, String headers, String client, boolean https) {
    Forwarded forwarded = read(peer, headers);
    assertThat(forwarded).isEqualTo(new Forwarded(client, https));
  }

  @ParameterizedTest(name = "{0} -> {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "for=198.51.100.7;proto=https | 198.51.100.7 | true",
        "For=\"[2001:db8::1]:80\"; Proto=\"https\" | 2001:db8:0:0:0:0:0:1 | true",
        "for=6.6.6.6;proto=https, for=198.51.100.7;proto=http | 198.51.100.7 | false",
        "for=_hidden;proto=https | 10.1.2.3 | true",
        "for=198.51.100.7;proto=https, for=unknown;proto=http | 10.1.2.3 | false",
      })
  void prefersTheStandardHeader(String header, String client, boolean https) {
    Forwarded forwarded =
        Forwarded.of(
            TRUSTED,
            new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 1),
            name -> name.equals("Forwarded") ? header : "1.1.1.1");
    assertThat(forwarded).isEqualTo(new Forwarded(client, https));
  }

  @Test
  void believesTheUnixSocketIfTold() {
    var peer = new DomainSocketAddress("/run/x.sock");
    assertThat(Forwarded.of(TRUSTED, peer, _ -> "https")).isEqualTo(new Forwarded("unix", false));
    assertThat(Forwarded.isTrusted(TrustedProxies.of(List.of("unix")), peer)).isTrue();
    assertThat(Forwarded.isTrusted(TrustedProxies.of(List.of("unix")), null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.0/x", "/8"})
  void namesAnAddressThatIsNone(String text) {
    assertThatThrownBy(() -> ServerSettings.of(Map.of("trusted-proxies", List.of(text))))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("parley.trusted-proxies: expected addresses or ranges");
  }

  private static Forwarded read(String peer, String headers) {
    var map = new HashMap<String, String>();
    for (String header : headers.split("; ", -1)) {
      String[] pair = header.split(": ", 2);
      map.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
    }
    return Forwarded.of(
        TRUSTED,
        new InetSocketAddress(InetAddress.ofLiteral(peer), 1),
        name -> map.get(name.toLowerCase(Locale.ROOT)));
  }
}
