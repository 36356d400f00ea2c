package dev.parley.server.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.messenger.OneTime;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * One way to a provider and back. What must be told apart from others is made of two secrets, of
 * which the second never leaves the browser's cookie: so nothing secret waits in the store.
 *
 * @param state travels to the provider and back
 * @param browser the secret of the browser's cookie
 * @param redirect where the provider sends the browser back to, to the letter
 */
public record Attempt(String state, String browser, URI redirect) {
  /** What only this browser and server can show when the code is exchanged (RFC 7636). */
  String verifier() {
    return OneTime.derived("pkce", state, browser);
  }

  /** The verifier's hash, which the provider is given before. */
  String challenge() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What the provider must repeat in what it signs. */
  String nonce() {
    return OneTime.derived("nonce", state, browser);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Attempt[]";
  }
}
