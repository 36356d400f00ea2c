package dev.parley.channels.stream;

/** A channel among all apps: names are only unique within one. */
public record ChannelKey(String appId, String channel) {}
