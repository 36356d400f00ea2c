package dev.parley.server.oauth;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.ServerSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The providers that the operator has set up. Thread-safe. */
@Singleton
public final class Providers implements AutoCloseable {
  private final ProviderHttp http = new ProviderHttp();
  private final List<Provider> all;
  private final String home;

  Providers(ServerSettings settings, Clock clock) {
    var providers = new ArrayList<Provider>();
    for (ProviderSettings one : settings.identity().providers()) {
      providers.add(
          switch (one.kind()) {
            case OIDC -> new OidcProvider(one, http, clock);
            case GITHUB -> new GithubProvider(one, http);
            case WECHAT -> new WechatProvider(one, http);
          });
    }
    this.all = List.copyOf(providers);
    this.home = String.valueOf(settings.identity().publicUrl());
  }

  /** In the order of their buttons. */
  public List<ProviderSettings> all() {
    return all.stream().map(Provider::settings).toList();
  }

  public Optional<Provider> find(String id) {
    return all.stream().filter(one -> one.settings().id().equals(id)).findFirst();
  }

  /**
   * One that must be there.
   *
   * @throws Refusal {@code not-found}
   */
  public Provider get(String id) {
    return find(id)
        .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "this server has no such provider"));
  }

  /** Where browsers reach this server: the page that begins must be there, since all lead back. */
  public String home() {
    return home;
  }

  /** Where a provider sends browsers back to; it must be told the same, to the letter. */
  public URI redirect(Provider provider) {
    return URI.create(home + "/api/auth/providers/" + provider.settings().id() + "/callback");
  }

  @Override
  @PreDestroy
  public void close() {
    http.close();
  }
}
