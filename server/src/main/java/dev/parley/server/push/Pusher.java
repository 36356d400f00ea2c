package dev.parley.server.push;

import static java.nio.charset.StandardCharsets.UTF_8;

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

  private final SecureRandom random = new SecureRandom();
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
    this.service = new PushService(this.settings.allowPrivate(), clock);
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
      URI endpoint = URI.create(to.endpoint());
      byte[] body = PushBody.of(ready.text(), to);
      byte[] salt = new byte[Aes128Gcm.SALT_BYTES];
      random.nextBytes(salt);
      byte[] sealed =
          BrowserKeys.parse(to.p256dh(), to.auth())
              .encrypt(P256.makePair(), salt, body, PushBody.padding(body.length));
      var parcel =
          new PushService.Parcel(
              endpoint,
              vapid.authorization(endpoint),
              topic(to, ready.text()),
              Bound.PUSH_TTL_MILLIS.value() / 1_000,
              ready.text().urgent());
      return outcome(ready, endpoint, service.send(parcel, sealed));
    } catch (IOException | RuntimeException e) { // whatever it is, the others go on
      log.debug("{} was not reached", ready.to(), e);
      return new PushQueue.Failed(ready.notice(), null);
    }
  }

  private static PushQueue.Outcome outcome(
      PushQueue.Ready ready, URI endpoint, PushService.Answer answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      long told = ready.text().kind() == PushText.Kind.RECALLED ? 0 : ready.text().seq();
      return new PushQueue.Told(ready.notice(), told);
    }
    if (status == 404 || status == 410) {
      return new PushQueue.Gone(ready.notice());
    }
    if (status == 429 || status >= 500) {
      log.debug("{} answered {}", endpoint.getHost(), status);
      return new PushQueue.Failed(ready.notice(), answer.pause());
    }
    log.warn("{} refuses pushes with status {}", endpoint.getHost(), status);
    return new PushQueue.GivenUp(ready.notice());
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
