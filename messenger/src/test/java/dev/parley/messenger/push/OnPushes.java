package dev.parley.messenger.push;

import dev.parley.store.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two people with browsers, in a group of whose beginning they have been told. */
@ParameterizedClass
@EnumSource(Engine.class)
abstract class OnPushes {
  final PushWorld place;
  final long ann;
  final long ben;
  final long group;

  OnPushes(Engine engine) {
    place = new PushWorld(engine);
    ann = place.person("ann");
    ben = place.person("ben");
    group = place.world.group(ann, ben);
    place.sent();
  }

  @AfterEach
  void close() {
    place.close();
  }

  /** Ann writes to the group; the message's number. */
  long say(String text) {
    return place.world.say(ann, group, text).seq();
  }
}
