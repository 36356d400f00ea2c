package dev.parley.channels.leak;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class, and with it the run, if Netty found a leak in it or in one before. */
public final class NoLeaks implements AfterAllCallback {
  @Override
  public void afterAll(ExtensionContext context) {
    check(LeakRecorder.found());
  }

  static void check(List<String> found) {
    if (!found.isEmpty()) {
      throw new AssertionError(
          "%d leaks, of this class or of one before it:%n%s"
              .formatted(found.size(), String.join(System.lineSeparator(), found)));
    }
  }
}
