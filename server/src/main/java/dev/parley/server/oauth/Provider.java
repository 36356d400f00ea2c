package dev.parley.server.oauth;

import dev.parley.messenger.identity.Foreign;
import dev.parley.server.config.ProviderSettings;
import java.net.URI;

/** A place elsewhere where people can sign in. Thread-safe; blocks. */
public sealed interface Provider permits OidcProvider, GithubProvider, WechatProvider {
  ProviderSettings settings();

  /**
   * Where the browser goes to sign in.
   *
   * @throws ProviderException if the provider has to be asked, and does not answer
   */
  URI begin(Attempt attempt) throws ProviderException;

  /**
   * Who has signed in there.
   *
   * @param code that the browser brought back
   * @throws ProviderException if the provider does not answer, or does not take the code
   */
  Foreign finish(Attempt attempt, String code) throws ProviderException;

  /** Who speaks for it, as far as a browser's way back may say so (RFC 9207). */
  default String issuer() {
    return settings().issuer().toString();
  }
}
