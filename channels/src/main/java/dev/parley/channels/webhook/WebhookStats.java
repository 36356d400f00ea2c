package dev.parley.channels.webhook;

/**
 * One app's webhooks: {@code queued} is what is undelivered now, all others have been counted since
 * the node started.
 *
 * @param sent requests that an endpoint accepted
 * @param failedAttempts attempts that were not accepted
 * @param deadLetters requests given up
 * @param overflow events lost because too many waited to be queued
 */
public record WebhookStats(
    String appId, long sent, long failedAttempts, long deadLetters, long overflow, long queued) {}
