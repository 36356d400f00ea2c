package dev.parley.server.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What the process does when it is told to stop. Java's own shutdown hooks would do for the first
 * signal, but never see a second one.
 */
final class Signals {
  private static final String[] NAMES = {"TERM", "INT"};

  private Signals() {}

  /**
   * Runs the action at every TERM and INT from now on, on a thread of its own each time. Where the
   * system has no signals it runs once, when the process ends.
   */
  @SuppressWarnings("ReferenceEquality") // a proxy has no other identity
  static void onStop(Runnable action) {
    try {
      // by name: the compiler warns of these classes, yet they are Java's only way to a signal
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler heard =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "parley";
              };
      Object proxy =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, heard);
      for (String name : NAMES) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException _) {
      Runtime.getRuntime().addShutdownHook(new Thread(action, "parley-stop"));
    }
  }
}
