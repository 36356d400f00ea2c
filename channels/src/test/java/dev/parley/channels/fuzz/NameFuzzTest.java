package dev.parley.channels.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.channels.protocol.ChannelKind;
import dev.parley.channels.protocol.ChannelName;
import dev.parley.channels.protocol.SocketId;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

/** Names of channels and connections, against the protocol's rules written as patterns. */
@Tag("fuzz")
class NameFuzzTest {
  private static final Pattern CHANNEL =
      Pattern.compile("(#server-to-user-)?[A-Za-z0-9_\\-=@,.;]{1,}");
  private static final Pattern PROTECTED = Pattern.compile("(private|presence)-.*", Pattern.DOTALL);
  private static final Pattern PRESENCE = Pattern.compile("presence-.*", Pattern.DOTALL);
  private static final Pattern CACHED =
      Pattern.compile("((private-(encrypted-)?)|presence-)?cache-.*", Pattern.DOTALL);
  private static final Pattern ENCRYPTED = Pattern.compile("private-encrypted-.*", Pattern.DOTALL);
  private static final Pattern SOCKET = Pattern.compile("[0-9]+\\.[0-9]+");
  private static final int MAX = 200;

  @FuzzTest(maxDuration = "2m")
  void channels(byte[] input) {
    String name = new String(input, UTF_8);
    boolean allowed = name.length() <= MAX && CHANNEL.matcher(name).matches();
    assertThat(ChannelName.problemWith(name, MAX).isEmpty()).as(name).isEqualTo(allowed);
    ChannelKind kind = ChannelName.of(name).kind();
    assertThat(
            Map.of(
                "protected", kind.isProtected(),
                "presence", kind.isPresence(),
                "cached", kind.isCached(),
                "encrypted", kind.isEncrypted(),
                "listed", kind.isListed()))
        .as(name)
        .isEqualTo(
            Map.of(
                "protected", PROTECTED.matcher(name).matches(),
                "presence", PRESENCE.matcher(name).matches(),
                "cached", CACHED.matcher(name).matches(),
                "encrypted", ENCRYPTED.matcher(name).matches(),
                "listed", !name.startsWith("#server-to-user-")));
  }

  @FuzzTest(maxDuration = "2m")
  void socketIds(byte[] input) {
    String text = new String(input, UTF_8);
    assertThat(SocketId.isWellFormed(text))
        .as(text)
        .isEqualTo(text.length() <= 64 && SOCKET.matcher(text).matches());
    SocketId.parse(text).ifPresent(id -> assertThat(sameNumbers(id.toString(), text)).isTrue());
  }

  /** Leading zeros name the same connection. */
  private static boolean sameNumbers(String a, String b) {
    return a.equals(b.replaceAll("(^|\\.)0+(?=[0-9])", "$1"));
  }
}
