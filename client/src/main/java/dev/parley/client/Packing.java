package dev.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Finds out what is illegal about an event before anything is sent, and seals what is secret. */
final class Packing {
  private static final String TO_USER = "#server-to-user-";
  private static final int MOST_CHANNELS = 100;
  private static final int MOST_NAME = 200;

  private final RealtimeSettings settings;
  private final RandomGenerator random;

  Packing(RealtimeSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * Checks an event.
   *
   * @param prefix of the fields in errors, such as {@code events[3].}
   */
  Parcel pack(RealtimeEvent event, String prefix) {
    List<String> channels = event.channels();
    if (channels.isEmpty() || channels.size() > MOST_CHANNELS) {
      throw illegal(prefix + "channels", "1 to " + MOST_CHANNELS + " channels");
    }
    for (String channel : channels) {
      ChannelNames.check(prefix + "channel", channel);
      if (channels.size() > 1 && ChannelNames.isEncrypted(channel)) {
        throw illegal(prefix + "channels", channel + " is encrypted, so it has to stand alone");
      }
    }
    checkName(event.event(), prefix);
    if (event.socketId() != null) {
      ChannelNames.checkSocket(prefix + "socketId", event.socketId());
    }
    return finished(channels, event.event(), event.data(), event.socketId(), prefix);
  }

  /** Checks an event for one signed-in user. */
  Parcel packForUser(String userId, String event, @Nullable Object data) {
    ChannelNames.checkUser("userId", userId);
    checkName(event, "");
    return finished(List.of(TO_USER + userId), event, data, null, "");
  }

  private Parcel finished(
      List<String> channels,
      String event,
      @Nullable Object data,
      @Nullable String socketId,
      String prefix) {
    String text = text(data, prefix);
    if (ChannelNames.isEncrypted(channels.getFirst())) {
      text = sealed(channels.getFirst(), text, prefix);
    }
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > settings.dataBytes()) {
      throw illegal(
          prefix + "data",
          "at most %d bytes of text, there are %d".formatted(settings.dataBytes(), bytes));
    }
    return new Parcel(channels, event, text, socketId);
  }

  private String text(@Nullable Object data, String prefix) {
    if (data instanceof String text) {
      return text;
    }
    try {
      return settings.json().apply(data);
    } catch (RuntimeException e) {
      throw illegal(prefix + "data", String.valueOf(e.getMessage()));
    }
  }

  private String sealed(String channel, String text, String prefix) {
    byte[] masterKey = settings.masterKey();
    if (masterKey == null) {
      throw illegal(prefix + "channel", channel + " needs the setting encryptionMasterKeyBase64");
    }
    byte[] nonce = new byte[SecretBox.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] box =
        SecretBox.seal(SecretBox.channelKey(masterKey, channel), nonce, text.getBytes(UTF_8));
    Base64.Encoder base64 = Base64.getEncoder();
    return Json.write(
        Map.of("nonce", base64.encodeToString(nonce), "ciphertext", base64.encodeToString(box)));
  }

  private static void checkName(String event, String prefix) {
    if (event.isEmpty() || event.length() > MOST_NAME) {
      throw illegal(prefix + "event", "1 to " + MOST_NAME + " characters");
    }
    if (event.startsWith("pusher:") || event.startsWith("pusher_internal:")) {
      throw illegal(prefix + "event", "such names belong to the server");
    }
  }

  private static RealtimeException illegal(String field, String expected) {
    return new RealtimeException.IllegalArgument(field, expected);
  }
}
