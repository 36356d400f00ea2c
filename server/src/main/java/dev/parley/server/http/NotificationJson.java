package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.conversation.NotifyLevel;
import dev.parley.messenger.notify.NotifySettings;
import dev.parley.messenger.notify.QuietHours;
import dev.parley.messenger.push.Subscription;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notifications, as the HTTP API reads them and shows them. */
final class NotificationJson {
  private NotificationJson() {}

  /**
   * Of what to tell.
   *
   * @param level {@code all}, {@code mentions} or {@code none}
   */
  @Serdeable
  record Level(@Nullable String level) {}

  /**
   * Hours of every day in which nothing is told.
   *
   * @param from such as {@code 22:00}
   * @param to another time; before the first one means the next day
   * @param zone in which the day is, such as {@code Europe/Berlin}
   */
  @Serdeable
  record Quiet(@Nullable String from, @Nullable String to, @Nullable String zone) {
    QuietHours parse() {
      return QuietHours.parse(from, to, zone);
    }

    static @Nullable Quiet of(@Nullable QuietHours quiet) {
      return quiet == null ? null : new Quiet(quiet.from(), quiet.to(), quiet.zone().getId());
    }
  }

  /**
   * What holds for all conversations.
   *
   * @param level where a conversation has none of its own: {@code all}, {@code mentions} or {@code
   *     none}
   * @param preview whether pushes hold names and words; else they only say that there is something
   * @param quiet null for no quiet hours
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Settings(String level, boolean preview, @Nullable Quiet quiet) {
    static Settings of(NotifySettings settings) {
      return new Settings(settings.level().text(), settings.preview(), Quiet.of(settings.quiet()));
    }
  }

  /**
   * All of them; what is absent has its default.
   *
   * @param level {@code all}, {@code mentions} or {@code none}
   * @param preview whether pushes hold names and words; yes if absent
   * @param quiet none if absent
   */
  @Serdeable
  record NewSettings(@Nullable String level, @Nullable Boolean preview, @Nullable Quiet quiet) {
    NotifySettings parse() {
      return new NotifySettings(
          NotifyLevel.parse(level),
          preview == null || preview,
          quiet == null ? null : quiet.parse());
    }
  }

  /**
   * The number for the app's icon.
   *
   * @param unread of all conversations that are to be told of
   */
  @Serdeable
  record Badge(long unread) {}

  /**
   * A browser's keys, in Base64url.
   *
   * @param p256dh its public key
   * @param auth its secret
   */
  @Serdeable
  record Keys(@Nullable String p256dh, @Nullable String auth) {
    /** Without both. */
    @Override
    public String toString() {
      return "Keys[]";
    }
  }

  /**
   * A browser that wants pushes: what its {@code PushSubscription} says of itself.
   *
   * @param endpoint https, of a push service
   * @param keys for which pushes are encrypted
   * @param locale of what it shows; en if absent
   */
  @Serdeable
  record NewSubscription(@Nullable String endpoint, @Nullable Keys keys, @Nullable String locale) {
    Keys given() {
      if (keys == null) {
        throw Refusal.ofField(
            RefusalCode.INVALID_FIELD, "keys", "expected an object with p256dh and auth");
      }
      return keys;
    }

    /** Without the endpoint, which lets everybody push. */
    @Override
    public String toString() {
      return "NewSubscription[]";
    }
  }

  /**
   * A browser that takes pushes.
   *
   * @param host of its push service
   * @param current whether it belongs to the session that asks
   * @param createdAt ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record SubscriptionEntry(String id, String host, boolean current, String createdAt) {
    static SubscriptionEntry of(Subscription one, long sessionId) {
      return new SubscriptionEntry(
          Texts.id(one.id()),
          String.valueOf(URI.create(one.endpoint()).getHost()),
          one.sessionId() == sessionId,
          Texts.time(one.createdAt()));
    }
  }

  /**
   * Where pushes go.
   *
   * @param publicKey for {@code applicationServerKey}, in Base64url
   * @param subscriptions the caller's browsers, the oldest first
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Push(String publicKey, List<SubscriptionEntry> subscriptions) {}

  /**
   * Whether somebody sits in front of the page.
   *
   * @param looking true counts for a minute: say it again before
   */
  @Serdeable
  record Attention(boolean looking) {}
}
