package dev.parley.channels.transport;

import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * {@code send(2)} on a socket that Netty owns, for the one case that makes up nearly all traffic:
 * an open socket without a backlog gets bytes that it shares with thousands of others. It saves
 * what a write through the pipeline costs per receiver: a duplicate of the buffer, an entry in the
 * outbound queue, a promise.
 *
 * <p>Call on the channel's event loop only. Netty closes descriptors there, so one that is open
 * when asked is still the same socket when written to.
 */
final class DirectSend {
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final @Nullable MethodHandle SEND = find();

  private DirectSend() {}

  /** The channel's descriptor if it can be written to directly: a plain socket on Linux. */
  static @Nullable FileDescriptor descriptor(Channel channel) {
    return SEND != null
            && channel instanceof UnixChannel unix
            && channel.pipeline().get(SslHandler.class) == null
        ? unix.fd()
        : null;
  }

  /** Bytes taken by the kernel; negative if it took none, for whatever reason. */
  static long send(FileDescriptor descriptor, long address, int length) {
    MethodHandle send = SEND;
    if (send == null) {
      return -1;
    }
    try {
      return (long)
          send.invokeExact(
              descriptor.intValue(), address, (long) length, MSG_DONTWAIT | MSG_NOSIGNAL);
    } catch (Throwable e) {
      throw new IllegalStateException("calling send failed", e);
    }
  }

  @SuppressWarnings("restricted") // the launcher grants native access
  private static @Nullable MethodHandle find() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return null; // the flags' values are Linux's
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("send")
        .map(symbol ->
            linker.downcallHandle(
                symbol,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT)))
        .orElse(null);
  }
}
