package dev.parley.messenger.message;

import dev.parley.store.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Three people in a group, which is Ann's: for each test anew, on both engines. */
@ParameterizedClass
@EnumSource(Engine.class)
public abstract class OnGroup {
  protected final World world;
  protected final long ann;
  protected final long bob;
  protected final long cid;
  protected final long group;

  protected OnGroup(Engine engine) {
    world = new World(engine);
    ann = world.person("ann");
    bob = world.person("bob");
    cid = world.person("cid");
    group = world.group(ann, bob, cid);
  }

  @AfterEach
  void close() {
    world.close();
  }
}
