package dev.parley.server.app;

import dev.parley.channels.app.AppOptions;
import dev.parley.server.config.DefaultApp;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Id, key and secret of an app.
 *
 * @param secret never logged
 */
record Credentials(String id, String key, String secret) {
  private static final int KEY_BYTES = 10;
  private static final int SECRET_BYTES = 20;

  private static final DefaultApp NOTHING_GIVEN =
      new DefaultApp(null, null, null, AppOptions.DEFAULTS);

  /** Seven digits: official libraries read the id as a number. */
  private static final int FIRST_ID = 1_000_000;

  /**
   * What the operator says goes before what is stored, and that before what is made up. A stored
   * key stays with its app and a stored secret with its key.
   */
  static Credentials resolve(
      DefaultApp given, Optional<Credentials> stored, RandomGenerator random) {
    String id =
        firstOf(
            Optional.ofNullable(given.id()),
            stored.map(Credentials::id),
            Integer.toString(random.nextInt(FIRST_ID, FIRST_ID * 10)));
    var sameApp = stored.filter(known -> known.id.equals(id));
    String key =
        firstOf(
            Optional.ofNullable(given.key()),
            sameApp.map(Credentials::key),
            hex(random, KEY_BYTES)); // lower case: one official client lower-cases what it signs
    String secret =
        firstOf(
            Optional.ofNullable(given.secret()),
            sameApp.filter(known -> known.key.equals(key)).map(Credentials::secret),
            hex(random, SECRET_BYTES));
    return new Credentials(id, key, secret);
  }

  /** What a new app gets where the operator did not say. */
  static Credentials madeUp(RandomGenerator random) {
    return resolve(NOTHING_GIVEN, Optional.empty(), random);
  }

  private static String firstOf(Optional<String> given, Optional<String> stored, String made) {
    return given.or(() -> stored).orElse(made);
  }

  private static String hex(RandomGenerator random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Credentials[%s, %s]".formatted(id, key);
  }
}
