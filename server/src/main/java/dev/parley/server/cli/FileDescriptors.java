package dev.parley.server.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many sockets the system lets this process have. Java raises the soft limit to the hard one by
 * itself.
 *
 * @param limit -1 where the system does not tell
 */
record FileDescriptors(long limit) {
  /** For the store, the log, jars, listening sockets and the event loops' own. */
  private static final long KEPT_FOR_THE_SERVER = 256;

  static FileDescriptors ofThisProcess() {
    boolean unix =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean;
    return new FileDescriptors(
        unix
            ? ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getMaxFileDescriptorCount()
            : -1);
  }

  /** Most clients that fit. */
  long clients() {
    return limit < 0 ? Long.MAX_VALUE : Math.max(0, limit - KEPT_FOR_THE_SERVER);
  }
}
