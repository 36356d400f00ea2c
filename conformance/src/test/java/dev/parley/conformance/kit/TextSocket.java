package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A WebSocket, or one HTTP request, on any kind of socket. For one thread. */
public final class TextSocket implements Closeable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Closeable socket;
  private final InputStream in;
  private final OutputStream out;

  private TextSocket(Closeable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = in;
    this.out = out;
  }

  /** A client of the checklist's app. */
  public static TextSocket plain(int port, String... headers) throws IOException {
    return of(open(port)).upgrade(headers);
  }

  /** One over TLS that believes whatever certificate it is shown. */
  public static TextSocket overTls(int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
      Socket socket =
          context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return of(socket).upgrade();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** One on a Unix-domain socket; a header that begins with a slash asks for that page instead. */
  public static TextSocket onUnix(Path path, String... headers) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    var socket =
        new TextSocket(
            channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    return headers.length > 0 && headers[0].startsWith("/")
        ? socket.get(headers[0])
        : socket.upgrade(headers);
  }

  /** One request for a page. */
  public static TextSocket http(int port, String path) throws IOException {
    return of(open(port)).get(path);
  }

  private static Socket open(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static TextSocket of(Socket socket) throws IOException {
    return new TextSocket(socket, socket.getInputStream(), socket.getOutputStream());
  }

  private TextSocket get(String path) throws IOException {
    out.write(
        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .getBytes(UTF_8));
    return this;
  }

  private TextSocket upgrade(String... headers) throws IOException {
    var head = new StringBuilder("GET /app/" + TestApp.KEY + "?protocol=7 HTTP/1.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
    out.write(head.toString().getBytes(UTF_8));
    Upgrade answer = HttpHead.read(in);
    if (answer.status() != 101) {
      throw new IOException("answered " + answer.status());
    }
    return this;
  }

  public void say(String text) throws IOException {
    out.write(Wire.frame(Wire.TEXT, true, text.getBytes(UTF_8)));
  }

  /** The next frame's payload as text; frames of servers are short here. */
  public String next() throws IOException {
    in.read(); // opcode
    int length = in.read();
    if (length == 126) {
      length = in.read() << 8 | in.read();
    }
    if (length < 0) {
      throw new IOException("the server has hung up");
    }
    return new String(in.readNBytes(length), UTF_8);
  }

  /** Everything up to the end. */
  public String rest() throws IOException {
    var all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(UTF_8);
  }

  /** Subject of the certificate that the server showed. */
  public String peerName() throws IOException {
    return ((X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }

  /** Ends the connection before the test does. */
  public void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    hangUp();
  }

  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new IllegalStateException("this is a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // the test looks at the certificate itself
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
