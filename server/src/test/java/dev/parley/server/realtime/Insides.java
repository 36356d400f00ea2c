package dev.parley.server.realtime;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The parts of this process's servers, for tests of what no request can bring about. */
@Singleton
public final class Insides implements ApplicationEventListener<ServerStartupEvent> {
  private static final Map<Integer, ApplicationContext> BY_PORT = new ConcurrentHashMap<>();

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    BY_PORT.put(event.getSource().getPort(), event.getSource().getApplicationContext());
  }

  public static <T> T of(int port, Class<T> part) {
    return Objects.requireNonNull(BY_PORT.get(port), "no server on this port").getBean(part);
  }
}
