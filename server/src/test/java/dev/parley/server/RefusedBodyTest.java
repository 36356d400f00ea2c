package dev.parley.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.store.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who sends too much hears so, though the answer comes while the body is still on its way, as it
 * does if the connection is to end with it.
 */
class RefusedBodyTest {
  @RegisterExtension static final Servers SERVERS = Servers.plain();

  private static final byte[] PIECE = " ".repeat(10_000).getBytes(ISO_8859_1);

  @Test
  void shouldReadTheRestOfABodyThatIsRefused() throws IOException {
    try (Socket socket = begin(400_000)) {
      write(socket, 20);
      int first = socket.getInputStream().read();
      write(socket, 20);
      String rest = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat((char) first + rest).startsWith("HTTP/1.1 413 ").contains("\"too-large\"");
    }
  }

  @Test
  void shouldHangUpOnAClientThatNeverStopsSending() throws IOException {
    try (Socket socket = begin(1_000_000_000)) {
      assertThatThrownBy(() -> write(socket, 10_000)).isInstanceOf(SocketException.class);
    }
  }

  private static Socket begin(int length) throws IOException {
    var socket =
        new Socket(InetAddress.getLoopbackAddress(), SERVERS.on(Engine.SQLITE).http().port());
    socket.setSoTimeout(20_000);
    String head =
        "POST /api/auth/register HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Connection: close\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    return socket;
  }

  private static void write(Socket socket, int pieces) throws IOException {
    for (int i = 0; i < pieces; i++) {
      socket.getOutputStream().write(PIECE);
    }
  }
}
