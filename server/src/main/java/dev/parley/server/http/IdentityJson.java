package dev.parley.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.messenger.identity.Linked;
import dev.parley.messenger.passkey.Passkey;
import dev.parley.messenger.passkey.Passkeys;
import dev.parley.server.app.JsonTree;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.view.Texts;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways in beside a password, as the HTTP API writes and reads them. */
final class IdentityJson {
  private IdentityJson() {}

  /**
   * Which ways in this server offers.
   *
   * @param mail whether it sends mails: for forgotten passwords and to verify addresses
   * @param passkeys whether it takes passkeys
   * @param providers places elsewhere where people can sign in
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Options(boolean mail, boolean passkeys, List<ProviderEntry> providers) {}

  /**
   * A place elsewhere where people can sign in.
   *
   * @param id in addresses
   * @param name on the button
   */
  @Serdeable
  record ProviderEntry(String id, String name) {
    static ProviderEntry of(ProviderSettings settings) {
      return new ProviderEntry(settings.id(), settings.name());
    }
  }

  /**
   * Begins a sign-in elsewhere.
   *
   * @param device what to call this device in the list of sessions; the browser's name if absent
   * @param deviceId from an earlier sign-in on this device
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Start(@Nullable String device, @Nullable String deviceId) {}

  /**
   * Where the browser is to go.
   *
   * @param url of the provider
   */
  @Serdeable
  record Leave(String url) {
    /** Without the state. */
    @Override
    public String toString() {
      return "Leave[]";
    }
  }

  /**
   * The code that a sign-in still lacks.
   *
   * @param ticket from the address that the browser was sent to
   * @param code of the second factor, or a recovery code
   */
  @Serdeable
  record Code(@Nullable String ticket, @Nullable String code) {
    /** Without both. */
    @Override
    public String toString() {
      return "Code[]";
    }
  }

  /**
   * Shows that it is the account's owner who asks.
   *
   * @param password of the account; not needed shortly after a sign-in
   */
  @Serdeable
  record Proof(@Nullable String password) {
    static @Nullable String passwordOf(@Nullable Proof given) {
      return given == null ? null : given.password;
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Proof[]";
    }
  }

  /**
   * A linked account.
   *
   * @param provider where it is
   * @param label how it calls itself; may be empty
   * @param linkedAt ISO 8601, UTC
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Identity(String provider, String label, String linkedAt) {
    static Identity of(Linked linked) {
      return new Identity(linked.provider(), linked.label(), Texts.time(linked.linkedAt()));
    }
  }

  /** The accounts elsewhere that open the caller's, the first linked first. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record IdentityList(List<Identity> identities) {}

  /**
   * How it stands with the second factor.
   *
   * @param on whether signing in by password needs a code as well
   * @param recoveryLeft recovery codes that are not used
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record SecondFactor(boolean on, int recoveryLeft) {}

  /**
   * What the authenticator app is given; nothing is asked for before a code has confirmed it.
   *
   * @param secret Base32, for typing
   * @param uri the same for a QR code
   */
  @Serdeable
  record Secret(String secret, String uri) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Secret[]";
    }
  }

  /**
   * A code of the app.
   *
   * @param code six digits
   */
  @Serdeable
  record Confirmation(@Nullable String code) {}

  /** Codes of which each opens once, for the day on which the app is lost. They are shown once. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record RecoveryCodes(List<String> recoveryCodes) {
    /** Without the codes. */
    @Override
    public String toString() {
      return "RecoveryCodes[]";
    }
  }

  /**
   * What the browser asks an authenticator.
   *
   * @param flow send it with the authenticator's answer
   * @param options for {@code navigator.credentials}, binary values in Base64url
   */
  @Serdeable
  record Asked(String flow, Map<String, Object> options) {
    static Asked of(Passkeys.Asked asked) {
      return new Asked(asked.flow(), JsonTree.read(asked.options()));
    }
  }

  /**
   * A new passkey.
   *
   * @param flow from the beginning
   * @param credential the authenticator's answer, binary values in Base64url
   * @param name for the list of passkeys
   */
  @Serdeable
  record NewPasskey(
      @Nullable String flow, @Nullable Map<String, Object> credential, @Nullable String name) {}

  /**
   * Signing in with a passkey.
   *
   * @param flow from the beginning
   * @param credential the authenticator's answer, binary values in Base64url
   * @param device what to call this device in the list of sessions; the browser's name if absent
   * @param deviceId from an earlier sign-in on this device
   * @param mode {@code bearer} or {@code cookie}; bearer if absent
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record PasskeySignIn(
      @Nullable String flow,
      @Nullable Map<String, Object> credential,
      @Nullable String device,
      @Nullable String deviceId,
      @Nullable String mode) {}

  /**
   * Another name.
   *
   * @param name 1 to 64 characters
   */
  @Serdeable
  record PasskeyName(@Nullable String name) {}

  /**
   * A passkey.
   *
   * @param id as the browser names it
   * @param createdAt ISO 8601, UTC
   * @param lastUsedAt ISO 8601, UTC; null if never
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PasskeyEntry(String id, String name, String createdAt, @Nullable String lastUsedAt) {
    static PasskeyEntry of(Passkey passkey) {
      return new PasskeyEntry(
          passkey.id(),
          passkey.name(),
          Texts.time(passkey.createdAt()),
          Texts.timeOrNull(passkey.lastUsedAt()));
    }
  }

  /** The caller's passkeys, the oldest first. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PasskeyList(List<PasskeyEntry> passkeys) {}
}
