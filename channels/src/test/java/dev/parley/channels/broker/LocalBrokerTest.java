package dev.parley.channels.broker;

import dev.parley.channels.app.Limits;
import dev.parley.channels.stream.Streams;
import java.util.SplittableRandom;

class LocalBrokerTest extends BrokerContract {
  @Override
  protected Broker newBroker() {
    return new LocalBroker(new Streams(Limits.DEFAULTS, System::nanoTime, new SplittableRandom(3)));
  }
}
