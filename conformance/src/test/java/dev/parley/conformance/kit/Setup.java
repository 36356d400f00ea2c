package dev.parley.conformance.kit;

import dev.parley.channels.app.App;
import dev.parley.channels.app.AppOptions;
import dev.parley.channels.app.Limit;
import dev.parley.channels.app.Limits;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a server under test is configured. Immutable.
 *
 * @param limits values of the whole node, and what apps without an own value get
 */
public record Setup(
    String pathPrefix,
    boolean lenientProtocol,
    boolean lenientData,
    Limits limits,
    Clock clock,
    List<App> apps) {

  /** The checklist's app and another one, built-in limits, the machine's clock. */
  public static Setup standard() {
    return new Setup(
        "",
        false,
        false,
        Limits.DEFAULTS,
        Clock.systemUTC(),
        List.of(TestApp.standard(), TestApp.other()));
  }

  public Setup withPathPrefix(String changed) {
    return new Setup(changed, lenientProtocol, lenientData, limits, clock, apps);
  }

  public Setup withLenientProtocol() {
    return new Setup(pathPrefix, true, lenientData, limits, clock, apps);
  }

  public Setup withLenientData() {
    return new Setup(pathPrefix, lenientProtocol, true, limits, clock, apps);
  }

  public Setup withClock(Clock changed) {
    return new Setup(pathPrefix, lenientProtocol, lenientData, limits, changed, apps);
  }

  public Setup withApps(App... changed) {
    return new Setup(pathPrefix, lenientProtocol, lenientData, limits, clock, List.of(changed));
  }

  /** Changes the options of the checklist's app. */
  public Setup withOptions(UnaryOperator<AppOptions> change) {
    var changed =
        apps.stream()
            .map(app ->
                app.id().equals(TestApp.ID) ? app.withOptions(change.apply(app.options())) : app)
            .toList();
    return new Setup(pathPrefix, lenientProtocol, lenientData, limits, clock, changed);
  }

  /** Sets a limit where it belongs: on the node, and on the checklist's app if apps may differ. */
  public Setup withLimit(Limit limit, long value) {
    var node = new Setup(pathPrefix, lenientProtocol, lenientData, limits, clock, apps);
    return switch (limit.scope()) {
      case NODE ->
          new Setup(
              pathPrefix, lenientProtocol, lenientData, limits.with(limit, value), clock, apps);
      case APP -> node.withOptions(o -> o.withLimits(o.limits().with(limit, value)));
    };
  }
}
