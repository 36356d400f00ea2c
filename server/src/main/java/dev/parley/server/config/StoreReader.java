package dev.parley.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.store.StorePlace;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where the data lies. The URL is never shown: it may hold a password. */
final class StoreReader {
  private static final String EXPECTED = "postgresql://host:port/database";
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:/?]*)(?::(?<password>[^/?]*))?@)?"
              + "(?<server>[^@/?]+)/(?<rest>[^/?]+(?:\\?.*)?)");

  private StoreReader() {}

  static StorePlace read(Section store, Path data) {
    String url = store.textOrNull("url");
    String user = store.textOrNull("user");
    String password = store.textOrNull("password");
    store.end();
    if (url == null) {
      if (user != null || password != null) {
        throw store.error("url", EXPECTED);
      }
      return new StorePlace.Folder(data.toAbsolutePath());
    }
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw store.error("url", EXPECTED);
    }
    try {
      return new StorePlace.Database(
          "jdbc:postgresql://%s/%s".formatted(parts.group("server"), parts.group("rest")),
          user == null ? decoded(parts.group("user")) : user,
          password == null ? decoded(parts.group("password")) : password);
    } catch (IllegalArgumentException _) {
      throw store.error("url", EXPECTED + " with %XX for what is special in user and password");
    }
  }

  private static @Nullable String decoded(@Nullable String text) {
    return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
