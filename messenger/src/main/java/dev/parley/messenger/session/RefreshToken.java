package dev.parley.messenger.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A refresh token taken apart: session, number, and the proof that only this server can make.
 *
 * @param proof in Base64
 */
record RefreshToken(long familyId, int generation, String proof) {
  private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;
  private static final int PROOF_BYTES = 32;

  /** Derives the token of a number: HMAC-SHA-256 over seed, session and number. */
  static RefreshToken derive(byte[] serverKey, String seed, long familyId, int generation) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(serverKey, "HmacSHA256"));
      mac.update("refresh\0".getBytes(UTF_8));
      mac.update(seed.getBytes(UTF_8));
      mac.update(head(familyId, generation));
      return new RefreshToken(familyId, generation, encoder().encodeToString(mac.doFinal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  /** Takes apart what a client showed; nothing is proven yet. */
  static Optional<RefreshToken> parse(String shown) {
    if (shown.length() > 100) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(shown);
      if (bytes.length != HEAD_BYTES + PROOF_BYTES) {
        return Optional.empty();
      }
      ByteBuffer head = ByteBuffer.wrap(bytes);
      return Optional.of(
          new RefreshToken(
              head.getLong(),
              head.getInt(),
              encoder().encodeToString(Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** What the client gets. */
  String text() {
    byte[] secret = Base64.getUrlDecoder().decode(proof);
    return encoder()
        .encodeToString(
            ByteBuffer.allocate(HEAD_BYTES + secret.length)
                .put(head(familyId, generation))
                .put(secret)
                .array());
  }

  /** What the store keeps of it. */
  String hash() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes the same time wherever they differ. */
  boolean isSame(RefreshToken other) {
    return familyId == other.familyId
        && generation == other.generation
        && MessageDigest.isEqual(proof.getBytes(UTF_8), other.proof.getBytes(UTF_8));
  }

  private static byte[] head(long familyId, int generation) {
    return ByteBuffer.allocate(HEAD_BYTES).putLong(familyId).putInt(generation).array();
  }

  private static Base64.Encoder encoder() {
    return Base64.getUrlEncoder().withoutPadding();
  }

  /** Without the proof. */
  @Override
  public String toString() {
    return "RefreshToken[%d, %d]".formatted(familyId, generation);
  }
}
