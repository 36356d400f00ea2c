package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;

/** Reads the head of an HTTP/1.1 answer byte by byte, so that nothing behind it is lost. */
final class HttpHead {
  private HttpHead() {}

  static Upgrade read(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 ")) {
      throw new IOException("not an HTTP/1.1 answer: " + status);
    }
    var headers = new ArrayList<Upgrade.Header>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.add(new Upgrade.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new Upgrade(Integer.parseInt(status.substring(9, 12)), headers);
  }

  static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("connection ended in an HTTP head");
      }
      if (b != '\r') {
        bytes.write(b);
      }
    }
    return bytes.toString(ISO_8859_1);
  }
}
