package dev.parley.server;

import dev.parley.store.Engine;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server on each engine for all tests of a class: started when asked for, stopped behind them.
 */
final class Servers implements AfterAllCallback {
  private final Map<Engine, ServerFixture> started = new EnumMap<>(Engine.class);
  private final Map<String, Object> settings;

  private Servers(Map<String, Object> settings) {
    this.settings = settings;
  }

  static Servers plain() {
    return with(Map.of());
  }

  static Servers with(Map<String, Object> settings) {
    return new Servers(settings);
  }

  ServerFixture on(Engine engine) {
    return started.computeIfAbsent(engine, one -> ServerFixture.on(one, settings));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    started.values().forEach(ServerFixture::close);
  }
}
