package dev.parley.store;

import java.util.Properties;

/** How PostgreSQL's driver is told to connect; what a URL says itself goes before it. */
final class PostgresDriver {
  private static final String CONNECT_SECONDS = "5";

  /** A server that fell silent must not hold a writer for ever. */
  private static final String ANSWER_SECONDS = "60";

  private PostgresDriver() {}

  static Properties properties(StorePlace.Database place) {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "parley");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", ANSWER_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    if (place.user() != null) {
      properties.setProperty("user", place.user());
    }
    if (place.password() != null) {
      properties.setProperty("password", place.password());
    }
    return properties;
  }
}
