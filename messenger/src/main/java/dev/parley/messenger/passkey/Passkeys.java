package dev.parley.messenger.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.AuthenticatorTransport;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.ShortText;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.identity.Flow;
import dev.parley.messenger.identity.Flows;
import dev.parley.messenger.identity.WaysIn;
import dev.parley.store.StoreErrors;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** Registers passkeys, and signs in with one. Thread-safe; blocks. */
public final class Passkeys {
  private final Transactions transactions;
  private final InstantSource clock;
  private final Flows flows;
  private final RelyingParty party;

  /**
   * Passkeys of one site.
   *
   * @param home the origin of its pages; its host is what passkeys are bound to for ever
   */
  public Passkeys(Transactions transactions, InstantSource clock, Flows flows, URI home) {
    this.transactions = transactions;
    this.clock = clock;
    this.flows = flows;
    this.party =
        RelyingParty.builder()
            .identity(RelyingPartyIdentity.builder().id(home.getHost()).name("Parley").build())
            .credentialRepository(new KnownPasskeys(transactions))
            .origins(Set.of(home.toString()))
            .build();
  }

  /**
   * What an authenticator is asked.
   *
   * @param flow shown with the answer
   * @param options JSON, as browsers take it
   */
  public record Asked(String flow, String options) {}

  /**
   * Begins to add a passkey to the caller's account.
   *
   * @throws Refusal {@code limit-reached}; {@code rate-limited}
   */
  public Asked beginRegistration(long userId, long sessionId, String network) {
    record Owner(Account account, int passkeys) {}
    Owner owner =
        transactions.read(handle ->
            new Owner(
                new AccountTable(handle).find(userId).orElseThrow(),
                new PasskeyTable(handle).list(userId).size()));
    if (owner.passkeys >= Bound.PASSKEYS.value()) {
      throw full();
    }
    PublicKeyCredentialCreationOptions options =
        party.startRegistration(
            StartRegistrationOptions.builder()
                .user(
                    UserIdentity.builder()
                        .name(owner.account.username())
                        .displayName(owner.account.displayName())
                        .id(KnownPasskeys.handle(userId))
                        .build())
                .authenticatorSelection(
                    AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .timeout(Bound.FLOW_MILLIS.value())
                .build());
    try {
      var flow = new Flow(Flow.Kind.NEW_PASSKEY, "", userId, sessionId, 0, "", options.toJson());
      return new Asked(flows.begin(flow, "", network), options.toCredentialsCreateJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the library writes what it cannot write", e);
    }
  }

  /**
   * Adds a passkey.
   *
   * @param credential JSON, as the browser gives it
   * @param name for the list of passkeys
   * @throws Refusal naming {@code name}, {@code flow} or {@code credential}; {@code already-exists}
   */
  public Passkey finishRegistration(
      long userId, @Nullable String flow, String credential, @Nullable String name) {
    String called = name(name);
    Flow begun =
        flows
            .take(flow == null ? "" : flow, "")
            .filter(found -> found.kind() == Flow.Kind.NEW_PASSKEY && found.userId() == userId)
            .orElseThrow(Passkeys::unknown);
    RegistrationResult result;
    try {
      result =
          party.finishRegistration(
              FinishRegistrationOptions.builder()
                  .request(PublicKeyCredentialCreationOptions.fromJson(begun.request()))
                  .response(PublicKeyCredential.parseRegistrationResponseJson(credential))
                  .build());
    } catch (RegistrationFailedException | IOException | IllegalArgumentException e) {
      throw refused(e);
    }
    String transports =
        result.getKeyId().getTransports().stream()
            .flatMap(Set::stream)
            .map(AuthenticatorTransport::getId)
            .collect(Collectors.joining(" "));
    var key =
        new PasskeyTable.Key(
            result.getKeyId().getId().getBase64Url(),
            userId,
            result.getPublicKeyCose().getBase64Url(),
            result.getSignatureCount(),
            transports.length() > 200 ? "" : transports);
    long now = clock.millis();
    try {
      transactions.write(
          userId,
          (handle, _) -> {
            new AccountTable(handle).lock(userId);
            var table = new PasskeyTable(handle);
            if (table.list(userId).size() >= Bound.PASSKEYS.value()) {
              throw full();
            }
            table.insert(key, called, now);
            return null;
          });
    } catch (UnableToExecuteStatementException e) {
      throw StoreErrors.isUniqueViolation(e)
          ? Refusal.of(RefusalCode.ALREADY_EXISTS, "this passkey is registered already")
          : e;
    }
    return new Passkey(key.id(), called, now, null);
  }

  /**
   * Begins a sign-in by whatever passkey the person has for this site.
   *
   * @throws Refusal {@code rate-limited}
   */
  public Asked beginSignIn(String network) {
    AssertionRequest request =
        party.startAssertion(
            StartAssertionOptions.builder()
                .userVerification(UserVerificationRequirement.REQUIRED)
                .timeout(Bound.FLOW_MILLIS.value())
                .build());
    try {
      var flow = new Flow(Flow.Kind.PASSKEY, "", 0, 0, 0, "", request.toJson());
      return new Asked(flows.begin(flow, "", network), request.toCredentialsGetJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the library writes what it cannot write", e);
    }
  }

  /**
   * Whose passkey has signed.
   *
   * @param credential JSON, as the browser gives it
   * @throws Refusal naming {@code flow} or {@code credential}
   */
  public long finishSignIn(@Nullable String flow, String credential) {
    Flow begun =
        flows
            .take(flow == null ? "" : flow, "")
            .filter(found -> found.kind() == Flow.Kind.PASSKEY)
            .orElseThrow(Passkeys::unknown);
    AssertionResult result;
    try {
      result =
          party.finishAssertion(
              FinishAssertionOptions.builder()
                  .request(AssertionRequest.fromJson(begun.request()))
                  .response(PublicKeyCredential.parseAssertionResponseJson(credential))
                  .build());
    } catch (AssertionFailedException | IOException | IllegalArgumentException e) {
      throw refused(e);
    }
    if (!result.isSuccess()) {
      throw refused(null);
    }
    long userId = KnownPasskeys.userId(result.getCredential().getUserHandle());
    transactions.write(
        userId,
        (handle, _) -> {
          new PasskeyTable(handle)
              .used(
                  result.getCredential().getCredentialId().getBase64Url(),
                  result.getSignatureCount(),
                  clock.millis());
          return null;
        });
    return userId;
  }

  public List<Passkey> list(long userId) {
    return transactions.read(handle -> new PasskeyTable(handle).list(userId));
  }

  /**
   * Gives a passkey another name.
   *
   * @throws Refusal naming {@code name}; {@code not-found}
   */
  public void rename(long userId, String id, @Nullable String name) {
    String called = name(name);
    transactions.write(
        userId,
        (handle, _) -> {
          if (!new PasskeyTable(handle).rename(userId, id, called)) {
            throw gone();
          }
          return null;
        });
  }

  /**
   * Takes a passkey away.
   *
   * @throws Refusal {@code not-found}; {@code last-way-in}
   */
  public void remove(long userId, String id) {
    transactions.write(
        userId,
        (handle, _) -> {
          new AccountTable(handle).lock(userId);
          if (!new PasskeyTable(handle).delete(userId, id)) {
            throw gone();
          }
          WaysIn.requireOne(handle, userId);
          return null;
        });
  }

  private static String name(@Nullable String typed) {
    String name = ShortText.of("name", typed == null ? "" : typed, Bound.PASSKEY_NAME_LENGTH);
    return name.isEmpty() ? "Passkey" : name;
  }

  private static Refusal full() {
    return Refusal.of(
        RefusalCode.LIMIT_REACHED,
        "an account has at most %d passkeys".formatted(Bound.PASSKEYS.value()));
  }

  private static Refusal gone() {
    return Refusal.of(RefusalCode.NOT_FOUND, "there is no such passkey");
  }

  private static Refusal unknown() {
    return Refusal.ofField(
        RefusalCode.INVALID_FIELD, "flow", "this was not begun here, was used, or is too old");
  }

  private static Refusal refused(@Nullable Exception reason) {
    return Refusal.ofField(
        RefusalCode.INVALID_FIELD,
        "credential",
        "the authenticator's answer does not fit"
            + (reason == null ? "" : ": " + reason.getMessage()));
  }
}
