package dev.parley.server.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.push.PushQueue;
import dev.parley.messenger.push.PushText;
import dev.parley.messenger.push.SenderKey;
import dev.parley.messenger.push.Subscription;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.PushSettings;
import dev.parley.server.config.ServerSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends single pushes, encrypted for their browsers. Thread-safe; blocks. */
@Singleton
public final class Pusher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pusher.class);

  /** 32 characters, the longest topic. */
  private static final int TOPIC_BYTES = 24;

  private static final int TOO_LARGE = 413;

  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Integer> complaints =
      Caffeine.newBuilder()
          .maximumSize(Bound.PUSH_SERVICES.count())
          .expireAfterWrite(Duration.ofHours(1))
          .build();
  private final PushSettings settings;
  private final Vapid vapid;
  private final PushService service;

  Pusher(ServerSettings settings, Transactions transactions, Clock clock) {
    this.settings = settings.push();
    byte[] given = this.settings.privateKey();
    byte[] key = given == null ? SenderKey.load(transactions, clock, random) : given;
    this.vapid =
        new Vapid(
            P256.Pair.of(P256.privateKey(key).orElseThrow(Pusher::noKey)),
            contact(settings),
            clock);
    this.service =
        new PushService(
            this.settings.allowPrivate(),
            Duration.ofMillis(Bound.PUSH_ANSWER_MILLIS.value()),
            clock);
  }

  private static ConfigException noKey() {
    return new ConfigException("parley.push.private-key: expected a private key of P-256");
  }

  private static @Nullable String contact(ServerSettings settings) {
    String given = settings.push().contact();
    URI home = settings.identity().publicUrl();
    if (given == null && home != null && "https".equals(home.getScheme())) {
      return home.toString();
    }
    return given;
  }

  /** The key for which browsers subscribe, in Base64url. */
  public String publicKey() {
    return vapid.publicKey();
  }

  /**
   * An endpoint that pushes may go to.
   *
   * @throws dev.parley.messenger.Refusal naming {@code endpoint}
   */
  public String endpoint(@Nullable String given) {
    return PushEndpoint.parse(given, settings.allowPrivate()).toString();
  }

  PushQueue.Outcome send(PushQueue.Ready ready) {
    try {
      Subscription to = ready.to();
      PushService.Answer answer = send(to, ready.text());
      if (answer.status() == TOO_LARGE && ready.text().words() != null) {
        answer = send(to, ready.text().withoutWords());
      }
      PushQueue.Outcome outcome = outcome(ready, answer);
      if (outcome instanceof PushQueue.GivenUp) {
        complain(PushEndpoint.service(to.endpoint()), answer.status());
      }
      return outcome;
    } catch (IOException | RuntimeException e) { // whatever it is, the others go on
      log.debug("{} was not reached", ready.to(), e);
      return new PushQueue.Failed(ready.notice(), null);
    }
  }

  private PushService.Answer send(Subscription to, PushText text) throws IOException {
    URI endpoint = URI.create(to.endpoint());
    byte[] body = PushBody.of(text, to);
    byte[] salt = new byte[Aes128Gcm.SALT_BYTES];
    random.nextBytes(salt);
    byte[] sealed =
        BrowserKeys.parse(to.p256dh(), to.auth())
            .encrypt(P256.makePair(), salt, body, PushBody.padding(body.length));
    var parcel =
        new PushService.Parcel(
            endpoint,
            vapid.authorization(endpoint),
            topic(to, text),
            Bound.PUSH_TTL_MILLIS.value() / 1_000,
            text.urgent());
    return service.send(parcel, sealed);
  }

  static PushQueue.Outcome outcome(PushQueue.Ready ready, PushService.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      long told = ready.text().kind() == PushText.Kind.RECALLED ? 0 : ready.text().seq();
      return new PushQueue.Told(ready.notice(), told);
    }
    if (status == 404 || status == 410) {
      return new PushQueue.Gone(ready.notice());
    }
    if (status == 429 || status >= 500) {
      log.debug("{} was answered {}", ready.to(), status);
      return new PushQueue.Failed(ready.notice(), answer.pause());
    }
    return new PushQueue.GivenUp(ready.notice());
  }

  /** Now and then: anybody may name an address that refuses everything, and fill the log. */
  private void complain(String host, int status) {
    if (complaints.asMap().putIfAbsent(host, status) == null) {
      log.warn("{} refuses pushes with status {}; not said again for an hour", host, status);
    }
  }

  /** The same for a conversation and a browser, and nothing to anybody else. */
  private static String topic(Subscription to, PushText text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((to.auth() + "\0" + text.conversationId()).getBytes(UTF_8));
      return BrowserKeys.text(Arrays.copyOf(digest, TOPIC_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  @PreDestroy
  public void close() {
    service.close();
  }
}
