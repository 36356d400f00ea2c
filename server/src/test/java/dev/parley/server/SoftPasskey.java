package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.app.JsonTree;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An authenticator in software, and the browser's part beside it. It does what it is told, also
 * where a real one would refuse.
 */
final class SoftPasskey {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int ATTESTED = 0x40;
  private static final int COORDINATE_BYTES = 32;

  private final KeyPair pair;
  private final byte[] id = new byte[16];
  private String rpId = "";
  private String user = "";

  /** The page that the browser shows. */
  String origin = "https://chat.example.org";

  /** Whether it asks for a finger or a face. */
  boolean verifies = true;

  int count = 1;

  SoftPasskey() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    new SecureRandom().nextBytes(id);
  }

  String id() {
    return text(id);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @SuppressWarnings("unchecked") // JSON objects
  private static Map<String, Object> object(Map<String, Object> tree, String key) {
    return (Map<String, Object>) tree.getOrDefault(key, Map.of());
  }

  /** Makes a key pair for a site, as {@code navigator.credentials.create} does. */
  Map<String, Object> create(Map<String, Object> options) throws GeneralSecurityException {
    Map<String, Object> asked = object(options, "publicKey");
    rpId = "" + object(asked, "rp").get("id");
    user = "" + object(asked, "user").get("id");
    var data = new ByteArrayOutputStream();
    data.writeBytes(head(ATTESTED));
    data.writeBytes(new byte[16]); // of no make
    data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
    data.writeBytes(id);
    data.writeBytes(coseKey());
    var attestation = new ByteArrayOutputStream();
    attestation.write(0xa3); // a map of three
    attestation.writeBytes(cborText("fmt"));
    attestation.writeBytes(cborText("none"));
    attestation.writeBytes(cborText("attStmt"));
    attestation.write(0xa0);
    attestation.writeBytes(cborText("authData"));
    attestation.writeBytes(cborBytes(data.toByteArray()));
    return credential(
        Map.of(
            "clientDataJSON", text(clientData("webauthn.create", asked)),
            "attestationObject", text(attestation.toByteArray())));
  }

  /** Signs for a site, as {@code navigator.credentials.get} does. */
  Map<String, Object> get(Map<String, Object> options) throws GeneralSecurityException {
    Map<String, Object> asked = object(options, "publicKey");
    byte[] data = head(0);
    byte[] client = clientData("webauthn.get", asked);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(data);
    signature.update(sha256(client));
    return credential(
        Map.of(
            "clientDataJSON", text(client),
            "authenticatorData", text(data),
            "signature", text(signature.sign()),
            "userHandle", user));
  }

  private Map<String, Object> credential(Map<String, Object> response) {
    var credential = new LinkedHashMap<String, Object>();
    credential.put("id", id());
    credential.put("rawId", id());
    credential.put("type", "public-key");
    credential.put("clientExtensionResults", Map.of());
    credential.put("response", response);
    return credential;
  }

  private byte[] clientData(String type, Map<String, Object> asked) {
    return JsonTree.write(
            Map.of("type", type, "challenge", "" + asked.get("challenge"), "origin", origin))
        .getBytes(UTF_8);
  }

  private byte[] head(int more) throws GeneralSecurityException {
    int flags = PRESENT | (verifies ? VERIFIED : 0) | more;
    return ByteBuffer.allocate(37)
        .put(sha256(rpId.getBytes(UTF_8)))
        .put((byte) flags)
        .putInt(count)
        .array();
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  /** {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an elliptic curve's point, for ES256 on P-256. */
  private byte[] coseKey() {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    var key = new ByteArrayOutputStream();
    key.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21});
    key.writeBytes(cborBytes(coordinate(point.getAffineX())));
    key.write(0x22);
    key.writeBytes(cborBytes(coordinate(point.getAffineY())));
    return key.toByteArray();
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int kept = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - kept, fixed, COORDINATE_BYTES - kept, kept);
    return fixed;
  }

  private static byte[] cborText(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return ByteBuffer.allocate(1 + bytes.length)
        .put((byte) (0x60 + bytes.length))
        .put(bytes)
        .array();
  }

  private static byte[] cborBytes(byte[] bytes) {
    return ByteBuffer.allocate(2 + bytes.length)
        .put((byte) 0x58)
        .put((byte) bytes.length)
        .put(bytes)
        .array();
  }
}
