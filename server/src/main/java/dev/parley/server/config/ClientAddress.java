package dev.parley.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Where clients reach this server if that is not where it listens, for instance behind a proxy.
 *
 * @param scheme {@code http} or {@code https}
 * @param port 1..65535
 */
public record ClientAddress(
    @Nullable String scheme, @Nullable String host, @Nullable Integer port) {

  public static final ClientAddress UNKNOWN = new ClientAddress(null, null, null);
}
