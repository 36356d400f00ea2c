package dev.parley.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.server.app.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/**
 * A push service, and the one browser behind it, which decrypts by the letter of RFC 8291 and with
 * nothing of the server's own.
 */
final class PushReceiver implements AutoCloseable {
  /** Below this path only pushes without words are taken. */
  static final String SMALL = "/small";

  private static final int SMALL_BYTES = 700;

  private final HttpServer server;
  private final KeyPair keys;
  private final byte[] auth = "sixteen bytes ok".getBytes(US_ASCII);
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private volatile int status = 201;
  private volatile String retryAfter = "";

  /** A request, whatever it was answered. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Got(String path, Map<String, List<String>> headers, byte[] body, int answer) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  private PushReceiver(HttpServer server, KeyPair keys) {
    this.server = server;
    this.keys = keys;
    server.createContext("/", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  static PushReceiver start() {
    return start(0);
  }

  static PushReceiver start(int port) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new PushReceiver(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
          generator.generateKeyPair());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean fits =
        body.length <= SMALL_BYTES || !exchange.getRequestURI().getPath().startsWith(SMALL);
    int answer = fits ? status : 413;
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    got.add(
        new Got(
            exchange.getRequestURI().getPath(),
            Map.copyOf(exchange.getRequestHeaders()),
            body,
            answer));
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  /** What everything from now on is answered. */
  void answer(int changed, String wait) {
    retryAfter = wait;
    status = changed;
  }

  /** What a browser gives when it subscribes. */
  Map<String, Object> subscription(String path) {
    return Map.of(
        "endpoint",
        "http://127.0.0.1:" + port() + path,
        "keys",
        Map.of("p256dh", text(point((ECPublicKey) keys.getPublic())), "auth", text(auth)),
        "locale",
        "zh-CN");
  }

  /** Requests to a path, in the order of their coming. */
  List<Got> at(String path) {
    return got.stream().filter(one -> one.path.equals(path)).toList();
  }

  /** Waits for as many requests to a path. */
  List<Got> await(String path, int count) {
    Awaitility.await().until(() -> at(path).size() >= count);
    return at(path);
  }

  /** What a request tells the browser, each value as text. */
  Map<String, String> read(Got request) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(request.body);
    byte[] salt = new byte[16];
    in.get(salt);
    int recordBytes = in.getInt();
    byte[] sender = new byte[in.get() & 0xff];
    in.get(sender);
    byte[] record = new byte[in.remaining()];
    in.get(record);
    if (record.length > recordBytes) {
      throw new IllegalStateException("more than one record");
    }
    var mine = (ECPublicKey) keys.getPublic();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    var x = new BigInteger(1, Arrays.copyOfRange(sender, 1, 33));
    var y = new BigInteger(1, Arrays.copyOfRange(sender, 33, 65));
    agreement.doPhase(
        KeyFactory.getInstance("EC")
            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), mine.getParams())),
        true);
    byte[] info = join("WebPush: info\0".getBytes(US_ASCII), point(mine), sender);
    byte[] secret = expand(hmac(auth, agreement.generateSecret()), info, 32);
    byte[] key = hmac(salt, secret);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(
            expand(key, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16), "AES"),
        new GCMParameterSpec(128, expand(key, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12)));
    byte[] padded = cipher.doFinal(record);
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    if (padded[end] != 2) {
      throw new IllegalStateException("not the last record");
    }
    var tree = new HashMap<String, String>();
    JsonTree.read(new String(padded, 0, end, UTF_8))
        .forEach((name, value) -> tree.put(name, String.valueOf(value)));
    return tree;
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] expand(byte[] key, byte[] info, int length)
      throws GeneralSecurityException {
    return Arrays.copyOf(hmac(key, join(info, new byte[] {1})), length);
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static byte[] point(ECPublicKey key) {
    byte[] bytes = new byte[65];
    bytes[0] = 4;
    copy(key.getW().getAffineX(), bytes, 33);
    copy(key.getW().getAffineY(), bytes, 65);
    return bytes;
  }

  private static void copy(BigInteger number, byte[] to, int end) {
    byte[] plain = number.toByteArray();
    int length = Math.min(32, plain.length);
    System.arraycopy(plain, plain.length - length, to, end - length, length);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
