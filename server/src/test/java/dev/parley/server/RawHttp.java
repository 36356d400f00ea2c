package dev.parley.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests as they go over the wire, so that a test may lie about any header. */
record RawHttp(int port) {
  /**
   * Longer than the server itself waits for anybody, who may take ten seconds on a busy machine.
   */
  private static final int PATIENCE_MILLIS = 30_000;

  /** An answer; header names are lower case, values of one name stand in lines. */
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  Answer get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  Answer post(String path, String json, String... headers) throws IOException {
    String[] more = new String[headers.length + 1];
    System.arraycopy(headers, 0, more, 0, headers.length);
    more[headers.length] = "Content-Type: application/json";
    return send("POST", path, json, more);
  }

  /** Sends {@code Host} as it is seen from here, unless the headers hold another. */
  Answer send(String method, String path, String body, String... headers) throws IOException {
    var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean host = false;
    for (String header : headers) {
      text.append(header).append("\r\n");
      host |= header.startsWith("Host:");
    }
    if (!host) {
      text.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n").append(body);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.toString().getBytes(UTF_8));
      return parse(readToEnd(socket).toString(ISO_8859_1));
    }
  }

  /** Also to a hard end: who refuses a long body does not wait for all of it. */
  private static ByteArrayOutputStream readToEnd(Socket socket) throws IOException {
    var read = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(read);
    } catch (SocketException e) {
      if (read.size() == 0) {
        throw e;
      }
    }
    return read;
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n", -1);
    var headers = new TreeMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      String[] pair = lines[i].split(": ", 2);
      headers.merge(pair[0].toLowerCase(Locale.ROOT), pair[1], (one, two) -> one + "\n" + two);
    }
    String body = new String(text.substring(end + 4).getBytes(ISO_8859_1), UTF_8);
    return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, body);
  }
}
