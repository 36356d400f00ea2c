package dev.parley.bench.load;

/**
 * The server under load.
 *
 * @param host address the server listens on
 * @param port its one port, for sockets and for the HTTP API
 * @param appId app the events are published to
 * @param key public key of the app
 * @param secret secret of that key
 */
public record Target(String host, int port, String appId, String key, String secret) {}
