package dev.parley.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The secret that opens the admin API. Immutable.
 *
 * @param value never logged
 */
public record AdminToken(String value) {
  private static final String FILE = "admin-token";
  private static final int BYTES = 32;

  /**
   * The operator's own, else the one in the data folder, made if absent.
   *
   * @throws ConfigException if the data folder cannot be used
   */
  public static AdminToken of(ServerSettings settings, RandomGenerator random) {
    return known(settings).orElseGet(() -> make(settings, random));
  }

  /** The token as another process of this machine knows it. */
  public static Optional<AdminToken> known(ServerSettings settings) {
    String given = settings.edge().adminToken();
    if (given != null) {
      return Optional.of(new AdminToken(given));
    }
    Path file = file(settings);
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new AdminToken(Files.readString(file).strip()))
              .filter(token -> !token.value.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw new ConfigException("the admin token in " + file + " cannot be read: " + e);
    }
  }

  private static AdminToken make(ServerSettings settings, RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try {
      new OwnerFile(file(settings)).write(value + "\n");
    } catch (IOException e) {
      throw new ConfigException("the admin token cannot be kept in " + file(settings) + ": " + e);
    }
    return new AdminToken(value);
  }

  private static Path file(ServerSettings settings) {
    return settings.data().resolve(FILE);
  }

  /** Takes the same time whatever differs. */
  public boolean matches(String given) {
    return MessageDigest.isEqual(digest(value), digest(given));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "AdminToken[]";
  }
}
