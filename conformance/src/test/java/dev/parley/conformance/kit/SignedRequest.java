package dev.parley.conformance.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request to the HTTP API, signed by hand, with a knob for every part that can be wrong.
 * Mutable, for one thread.
 */
public final class SignedRequest {
  /** A query parameter, value not escaped. */
  public record Parameter(String name, String value) {}

  private final ServerUnderTest server;
  private final String method;
  private final String path;
  private String sentPath;
  private String key = TestApp.KEY;
  private String secret = TestApp.SECRET;
  private String version = "1.0";
  private String timestamp = Long.toString(System.currentTimeMillis() / 1000);
  private byte[] body = new byte[0];
  private byte[] sentBody = body;
  private boolean md5OfNothing;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Set<String> omitted = new HashSet<>();
  private final List<String> headers = new ArrayList<>();
  private UnaryOperator<String> escape = UnaryOperator.identity();
  private UnaryOperator<String> tamper = UnaryOperator.identity();
  private boolean signatureFirst;
  private boolean chunked;

  SignedRequest(ServerUnderTest server, String method, String path) {
    this.server = server;
    this.method = method;
    this.path = path;
    this.sentPath = server.pathPrefix() + path;
  }

  public SignedRequest key(String changedKey, String changedSecret) {
    key = changedKey;
    secret = changedSecret;
    return this;
  }

  public SignedRequest body(String json) {
    body = json.getBytes(UTF_8);
    sentBody = body;
    return this;
  }

  /** Sends other bytes than the ones that were signed. */
  public SignedRequest sendBody(String json) {
    sentBody = json.getBytes(UTF_8);
    return this;
  }

  public SignedRequest query(String name, String value) {
    parameters.add(new Parameter(name, value));
    return this;
  }

  public SignedRequest timestamp(long unixSeconds) {
    return timestamp(Long.toString(unixSeconds));
  }

  public SignedRequest timestamp(String changed) {
    timestamp = changed;
    return this;
  }

  public SignedRequest version(String changed) {
    version = changed;
    return this;
  }

  /** Leaves a parameter out of both the signed text and the URL. */
  public SignedRequest omit(String parameter) {
    omitted.add(parameter);
    return this;
  }

  /** Sends {@code body_md5} although there is no body, as one SDK does. */
  public SignedRequest withMd5OfNothing() {
    md5OfNothing = true;
    return this;
  }

  public SignedRequest signatureFirst() {
    signatureFirst = true;
    return this;
  }

  /** Escapes each value in the URL; the signed text keeps it bare. */
  public SignedRequest escaping(UnaryOperator<String> how) {
    escape = how;
    return this;
  }

  /** Changes the finished URL, after signing. */
  public SignedRequest tamper(UnaryOperator<String> change) {
    tamper = change;
    return this;
  }

  /** Sends another path than the signed one. */
  public SignedRequest sendPath(String changed) {
    sentPath = changed;
    return this;
  }

  public SignedRequest header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  public SignedRequest chunked() {
    chunked = true;
    return this;
  }

  /** The text under the signature. */
  public String signedText() {
    String query =
        parameters()
            .sorted(Comparator.comparing(p -> p.name().toLowerCase(Locale.ROOT)))
            .map(p -> p.name().toLowerCase(Locale.ROOT) + "=" + p.value())
            .collect(Collectors.joining("&"));
    return method + "\n" + path + "\n" + query;
  }

  public String signature() {
    return Auth.sign(secret, signedText());
  }

  /** Path and query as sent. */
  public String target() {
    Stream<Parameter> signature =
        Stream.of(new Parameter("auth_signature", signature()))
            .filter(p -> !omitted.contains(p.name()));
    Stream<Parameter> all =
        signatureFirst
            ? Stream.concat(signature, parameters())
            : Stream.concat(parameters(), signature);
    String query =
        all.map(p -> p.name() + "=" + escape.apply(p.value())).collect(Collectors.joining("&"));
    return tamper.apply(sentPath + "?" + query);
  }

  /** The whole request as bytes on the wire. */
  public byte[] bytes() {
    var lines = new ArrayList<String>();
    lines.add(method + " " + target() + " HTTP/1.1");
    lines.add("Host: " + server.host() + ":" + server.port());
    if (sentBody.length > 0) {
      lines.add("Content-Type: application/json");
    }
    if (chunked) {
      lines.add("Transfer-Encoding: chunked");
    } else if (sentBody.length > 0 || method.equals("POST")) {
      lines.add("Content-Length: " + sentBody.length);
    }
    lines.addAll(headers);
    byte[] head = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8);
    return concat(head, chunked ? inChunks() : sentBody);
  }

  public Reply send() {
    try (var http = new RawHttp(server)) {
      http.write(bytes());
      return http.read();
    }
  }

  private Stream<Parameter> parameters() {
    var all = new ArrayList<>(parameters);
    all.add(new Parameter("auth_key", key));
    all.add(new Parameter("auth_timestamp", timestamp));
    all.add(new Parameter("auth_version", version));
    if (body.length > 0 || md5OfNothing) {
      all.add(new Parameter("body_md5", Auth.md5(body)));
    }
    return all.stream().filter(p -> !omitted.contains(p.name()));
  }

  private byte[] inChunks() {
    int half = sentBody.length / 2;
    byte[] first = java.util.Arrays.copyOf(sentBody, half);
    byte[] rest = java.util.Arrays.copyOfRange(sentBody, half, sentBody.length);
    return concat(concat(chunk(first), chunk(rest)), "0\r\n\r\n".getBytes(UTF_8));
  }

  private static byte[] chunk(byte[] part) {
    byte[] head = (Integer.toHexString(part.length) + "\r\n").getBytes(UTF_8);
    return concat(concat(head, part), "\r\n".getBytes(UTF_8));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
