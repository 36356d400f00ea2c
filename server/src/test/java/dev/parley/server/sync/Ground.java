package dev.parley.server.sync;

import dev.parley.server.sync.client.Push;
import dev.parley.server.sync.client.Transport;
import java.util.Set;
import java.util.function.Consumer;

/** Where a history takes place. For one thread. */
interface Ground extends AutoCloseable {
  /** A new account; its id. */
  String person(String name);

  /** Signs a person in on one more device. */
  Phone phone(String person);

  Deeds deeds();

  /** Epoch milliseconds, as the devices see them. */
  long now();

  void pass(long millis);

  /** Moves some of what waits into the users' logs. */
  void fanOut();

  /** The same, and again after a crash that forgot that it was done. */
  void repeatFanOut();

  /** Returns when everything that was committed is in the logs, and told. */
  void settle();

  /** Stops the server and starts it again on the same data; every socket is cut. */
  void restart();

  /** As if nobody of this person had been there for a long time; its devices are offline. */
  void park(String person);

  /** Takes away what is older than its group keeps it. */
  void purge();

  /** What is wrong inside the server that no client sees; empty if nothing. */
  String audit();

  /** A signed-in device, as far as the network sees it. */
  interface Phone {
    Transport transport();

    /**
     * Opens a socket on the own channel; the head is told first.
     *
     * @param ear called on any thread
     */
    void connect(Consumer<Push> ear);

    boolean isConnected();

    /** Holds the channels of these conversations and no others, as far as they are permitted. */
    void hold(Set<String> conversations);

    /** Ends the socket without a word. */
    void cut();
  }

  @Override
  void close();
}
