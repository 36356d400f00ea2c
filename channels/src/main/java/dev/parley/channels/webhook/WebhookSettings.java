package dev.parley.channels.webhook;

import dev.parley.channels.app.Limits;

/**
 * What the webhooks of a node are told.
 *
 * @param allowPrivate whether endpoints may be at addresses that are not public: this machine, the
 *     local network, a cloud's metadata service
 */
public record WebhookSettings(boolean allowPrivate, Limits limits) {
  public static final WebhookSettings DEFAULTS = new WebhookSettings(true, Limits.DEFAULTS);
}
