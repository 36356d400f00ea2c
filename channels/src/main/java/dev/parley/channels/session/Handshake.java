package dev.parley.channels.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it connects.
 *
 * @param key the app key of the path
 * @param protocol the query's {@code protocol}, if any
 * @param client the query's {@code client}, informational
 * @param origin the Origin header, which browsers send and native clients do not
 * @param secure whether it came over TLS
 * @param address gives the client's own, as far as it is known; asked where an app needs it
 */
public record Handshake(
    String key,
    @Nullable String protocol,
    @Nullable String client,
    @Nullable String origin,
    boolean secure,
    Supplier<String> address) {}
