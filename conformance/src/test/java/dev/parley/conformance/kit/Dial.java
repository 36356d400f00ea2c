package dev.parley.conformance.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How to connect: every part of the handshake can be changed. Mutable, for one thread. */
public final class Dial {
  private final ServerUnderTest server;
  private final Consumer<Probe> opened;
  private String path;
  private String query = "protocol=7&client=js&version=8.6.0&flash=false";
  private final List<String> headers = new ArrayList<>();
  private boolean answerPings = true;
  private int receiveBuffer;

  Dial(ServerUnderTest server, Consumer<Probe> opened) {
    this.server = server;
    this.opened = opened;
    this.path = server.pathPrefix() + "/app/" + TestApp.KEY;
  }

  public Dial key(String key) {
    return path(server.pathPrefix() + "/app/" + key);
  }

  public Dial path(String changed) {
    path = changed;
    return this;
  }

  /** The whole query, without the question mark; empty for none. */
  public Dial query(String changed) {
    query = changed;
    return this;
  }

  public Dial protocol(String version) {
    return query("client=js&version=8.6.0&protocol=" + version);
  }

  public Dial header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  public Dial subprotocols(String offered) {
    return header("Sec-WebSocket-Protocol", offered);
  }

  public Dial origin(String origin) {
    return header("Origin", origin);
  }

  /** Leaves control pings unanswered, as a half-open peer does. */
  public Dial deaf() {
    answerPings = false;
    return this;
  }

  /** Bounds what the kernel takes in for a client that does not read. */
  public Dial receiveBuffer(int bytes) {
    receiveBuffer = bytes;
    return this;
  }

  /** Upgrades and starts to read; asserts nothing about what the server says then. */
  public Probe open() {
    try {
      Socket socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(server.host(), server.port()), 10_000);
      socket.setSoTimeout(10_000);
      Wire wire = new Wire(socket);
      Upgrade upgrade = wire.request(head());
      socket.setSoTimeout(0);
      Probe probe = new Probe(wire, upgrade, answerPings);
      opened.accept(probe);
      return probe;
    } catch (IOException e) {
      throw new UncheckedIOException("handshake on " + path, e);
    }
  }

  /** Upgrades and takes the first frame, which has to be {@code connection_established}. */
  public Probe connect() {
    Probe probe = open();
    probe.expectEstablished();
    return probe;
  }

  private String head() {
    var lines = new ArrayList<String>();
    lines.add("GET " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1");
    lines.add("Host: " + server.host() + ":" + server.port());
    lines.add("Upgrade: websocket");
    lines.add("Connection: Upgrade");
    lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    lines.add("Sec-WebSocket-Version: 13");
    lines.addAll(headers);
    return String.join("\r\n", lines) + "\r\n\r\n";
  }
}
