package dev.parley.conformance.kit;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppKey;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Feature;
import java.util.List;

/** The app of the checklist, with everything on, and a second one to mix it up with. */
public final class TestApp {
  public static final String ID = "3";
  public static final String KEY = "278d425bdf160c739803";
  public static final String SECRET = "7ad3773142a6692b25b8";

  public static final String OTHER_ID = "4";
  public static final String OTHER_KEY = "other-key";
  public static final String OTHER_SECRET = "other-secret";

  private TestApp() {}

  /** Every feature that does not refuse anyone. */
  public static App standard() {
    return App.of(ID, KEY, SECRET).withOptions(options());
  }

  public static App other() {
    return App.of(OTHER_ID, OTHER_KEY, OTHER_SECRET).withOptions(options());
  }

  /** The checklist's app under a second, newer key as well. */
  public static App withSecondKey(String key, String secret) {
    return new App(
        ID, ID, List.of(new AppKey(KEY, SECRET), new AppKey(key, secret)), true, options());
  }

  public static AppOptions options() {
    return AppOptions.DEFAULTS.with(Feature.SUBSCRIPTION_COUNTS, true);
  }
}
