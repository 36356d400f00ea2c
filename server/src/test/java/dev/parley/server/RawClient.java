package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A connection as it goes over the wire, read as text up to what a test waits for. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A WebSocket that has been greeted. */
  public static RawClient greeted(int port, String key) throws IOException {
    var client = new RawClient(port);
    client.write(
        """
        GET /app/%s?protocol=7 HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        \r
        """
            .formatted(key));
    client.readTo("\\\"activity_timeout\\\":120}\"}");
    return client;
  }

  public void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  /** What was said up to and with this text; fails if the connection ends before. */
  public String readTo(String last) throws IOException {
    var said = new StringBuilder();
    while (said.indexOf(last) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("still open after %s", said).isNotNegative();
      said.append((char) next);
    }
    return said.toString();
  }

  /** Everything up to the end of the connection. */
  public String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  public boolean hasMore() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
