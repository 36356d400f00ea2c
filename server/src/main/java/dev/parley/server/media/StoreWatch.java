package dev.parley.server.media;

import dev.parley.messenger.Progress;
import dev.parley.messenger.media.MediaStore;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the store of files answers, and says so when it changes. */
public final class StoreWatch {
  private static final Logger log = LoggerFactory.getLogger(StoreWatch.class);

  private final MediaStore store;
  private volatile boolean up = true;

  public StoreWatch(MediaStore store) {
    this.store = store;
  }

  /** Whether it answered when it was asked last. */
  public boolean isUp() {
    return up;
  }

  /** Asks it. */
  public Progress look() {
    try {
      store.check();
      if (!up) {
        log.info("files can be kept and read again");
      }
      up = true;
    } catch (IOException e) {
      if (up) {
        log.error("files can neither be kept nor read: {}", e.getMessage());
      }
      up = false;
    }
    return new Progress(0, false);
  }
}
