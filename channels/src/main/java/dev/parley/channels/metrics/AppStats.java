package dev.parley.channels.metrics;

/**
 * One app's figures: {@code connections} and {@code channels} are what is there now, all others
 * have been counted since the node started.
 */
public record AppStats(
    String appId,
    long connections,
    long channels,
    long connectionsOpened,
    long messagesReceived,
    long messagesSent,
    long apiRequests,
    long apiErrors,
    long clientEvents,
    long slowDisconnects) {}
