package dev.parley.client;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs what clients may do: join a channel, or be a user. It signs whatever it is asked to, so ask
 * only after you know who the client is and what they may hear; {@link AuthEndpoints} does both.
 * Immutable and safe for use by many threads.
 */
public final class RealtimeAuth {
  private final Signer signer;
  private final byte @Nullable [] masterKey;

  private RealtimeAuth(RealtimeSettings settings) {
    this.signer = new Signer(settings.key(), settings.secret());
    this.masterKey = settings.masterKey();
  }

  /** Signs with the app's secret; needs no server. */
  public static RealtimeAuth of(RealtimeSettings settings) {
    return new RealtimeAuth(settings);
  }

  /**
   * Lets a connection join a private channel, or a presence channel as who it is signed in as.
   *
   * @param socketId what the client sent: two numbers with a dot between them
   * @param channel a whole, legal name that begins {@code private-} or {@code presence-}
   * @return JSON for the client
   * @throws RealtimeException.IllegalArgument if an argument is malformed, or the channel is
   *     encrypted and no master key is set
   */
  public String authorizeChannel(String socketId, String channel) {
    return grant(socketId, channel, null);
  }

  /**
   * As {@link #authorizeChannel(String, String)}, on a presence channel as a member.
   *
   * @throws RealtimeException.IllegalArgument also if that is no presence channel, or the member is
   *     beyond the limits of {@link PresenceMember}
   */
  public String authorizeChannel(String socketId, String channel, PresenceMember member) {
    if (!channel.startsWith(ChannelNames.PRESENCE)) {
      throw new RealtimeException.IllegalArgument("channel", "a presence channel");
    }
    return grant(socketId, channel, member.text());
  }

  /**
   * Signs a connection in.
   *
   * @param socketId what the client sent: two numbers with a dot between them
   * @return JSON for the client
   * @throws RealtimeException.IllegalArgument if an argument is malformed
   */
  public String authenticateUser(String socketId, RealtimeUser user) {
    ChannelNames.checkSocket("socketId", socketId);
    String text = user.text();
    return Json.write(
        ordered("auth", signer.grant(socketId + "::user::" + text), "user_data", text));
  }

  private String grant(String socketId, String channel, @Nullable String member) {
    ChannelNames.checkSocket("socketId", socketId);
    ChannelNames.check("channel", channel);
    if (!ChannelNames.needsSignature(channel)) {
      throw new RealtimeException.IllegalArgument("channel", channel + " needs no signature");
    }
    String signed = socketId + ":" + channel + (member == null ? "" : ":" + member);
    var fields = new LinkedHashMap<String, Object>();
    fields.put("auth", signer.grant(signed));
    if (member != null) {
      fields.put("channel_data", member);
    }
    if (ChannelNames.isEncrypted(channel)) {
      if (masterKey == null) {
        throw new RealtimeException.IllegalArgument(
            "channel", channel + " needs the setting encryptionMasterKeyBase64");
      }
      byte[] key = SecretBox.channelKey(masterKey, channel);
      fields.put("shared_secret", Base64.getEncoder().encodeToString(key));
    }
    return Json.write(fields);
  }

  static Map<String, Object> ordered(String first, Object one, String second, Object other) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put(first, one);
    fields.put(second, other);
    return fields;
  }

  static String text(String field, Map<String, ?> fields) {
    try {
      return Json.write(fields);
    } catch (IllegalArgumentException e) {
      throw new RealtimeException.IllegalArgument(field, String.valueOf(e.getMessage()));
    }
  }
}
