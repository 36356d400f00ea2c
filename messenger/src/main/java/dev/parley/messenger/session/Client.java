package dev.parley.messenger.session;

import dev.parley.messenger.Bound;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the program that signs in.
 *
 * @param deviceId from an earlier sign-in; null for a new device. One of somebody else is ignored
 * @param device name of the device; cut to its bound
 * @param network see {@link Network}
 */
public record Client(@Nullable Long deviceId, String device, String network) {
  public Client {
    String text = device.replaceAll("\\p{Cntrl}", " ").strip();
    int most = Bound.DEVICE_NAME_LENGTH.count();
    device =
        text.codePointCount(0, text.length()) <= most
            ? text
            : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
