package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;

/**
 * One HTTP/1.1 connection that sends bytes as they are given: unescaped targets, chunks, several
 * requests at once. For one thread.
 */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  public RawHttp(ServerUnderTest server) {
    try {
      socket = new Socket(server.host(), server.port());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String text) {
    write(text.getBytes(UTF_8));
  }

  public void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next answer; an interim one (100 Continue) counts as an answer without a body. */
  public Reply read() {
    try {
      Upgrade head = HttpHead.read(in);
      return new Reply(head.status(), head.headers(), new String(body(head), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] body(Upgrade head) throws IOException {
    if (head.status() < 200 || head.status() == 204) {
      return new byte[0];
    }
    if (head.header("Transfer-Encoding").contains("chunked")) {
      return chunks();
    }
    List<String> length = head.header("Content-Length");
    if (length.isEmpty()) {
      return in.readAllBytes();
    }
    int wanted = Integer.parseInt(length.getFirst());
    byte[] body = in.readNBytes(wanted);
    if (body.length < wanted) {
      throw new EOFException("connection ended in an HTTP body");
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(HttpHead.line(in).strip(), 16);
      body.writeBytes(in.readNBytes(length));
      HttpHead.line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
