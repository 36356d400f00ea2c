package dev.parley.messenger.passkey;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.exception.Base64UrlException;
import dev.parley.messenger.Transactions;
import dev.parley.messenger.account.Account;
import dev.parley.messenger.account.AccountTable;
import dev.parley.messenger.account.AccountTable.Credential;
import dev.parley.messenger.account.Username;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the library asks about people and their passkeys. Thread-safe; blocks. */
final class KnownPasskeys implements CredentialRepository {
  private final Transactions transactions;

  KnownPasskeys(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What authenticators call a person: our id, which says nothing to others. */
  static ByteArray handle(long userId) {
    return new ByteArray(ByteBuffer.allocate(Long.BYTES).putLong(userId).array());
  }

  /** The person behind a handle; 0 if it is none. */
  static long userId(ByteArray handle) {
    return handle.size() == Long.BYTES ? ByteBuffer.wrap(handle.getBytes()).getLong() : 0;
  }

  @Override
  public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
    return idOf(username)
        .map(userId ->
            transactions.read(handle -> new PasskeyTable(handle).list(userId)).stream()
                .map(one -> PublicKeyCredentialDescriptor.builder().id(bytes(one.id())).build())
                .collect(Collectors.toSet()))
        .orElseGet(Set::of);
  }

  private Optional<Long> idOf(String username) {
    return transactions.read(handle ->
        new AccountTable(handle).byUsername(Username.normOf(username)).map(Credential::userId));
  }

  @Override
  public Optional<ByteArray> getUserHandleForUsername(String username) {
    return idOf(username).map(KnownPasskeys::handle);
  }

  @Override
  public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
    return transactions
        .read(handle -> new AccountTable(handle).find(userId(userHandle)))
        .map(Account::username);
  }

  @Override
  public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
    return lookupAll(credentialId).stream()
        .filter(found -> found.getUserHandle().equals(userHandle))
        .findFirst();
  }

  @Override
  public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
    return transactions
        .read(handle -> new PasskeyTable(handle).find(credentialId.getBase64Url()))
        .map(KnownPasskeys::registered)
        .map(Set::of)
        .orElseGet(Set::of);
  }

  private static RegisteredCredential registered(PasskeyTable.Key key) {
    return RegisteredCredential.builder()
        .credentialId(bytes(key.id()))
        .userHandle(handle(key.userId()))
        .publicKeyCose(bytes(key.publicKey()))
        .signatureCount(key.signCount())
        .build();
  }

  private static ByteArray bytes(String base64Url) {
    try {
      return ByteArray.fromBase64Url(base64Url);
    } catch (Base64UrlException e) {
      throw new IllegalStateException("the store holds what nobody wrote", e);
    }
  }
}
