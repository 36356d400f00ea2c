package dev.parley.messenger.session;

/**
 * A sign-in that is alive, as its owner sees it in the list of devices.
 *
 * @param device the person's word for the device, else what the client said it is
 * @param network the /24 or /64 that it was last seen in; empty if unknown
 */
public record Session(
    long sessionId,
    long userId,
    long deviceId,
    String device,
    String network,
    long createdAt,
    long lastUsedAt) {}
