package dev.parley.channels.webhook;

import dev.parley.channels.app.WebhookEndpoint;

/** An endpoint and whose it is. */
record Target(String appId, WebhookEndpoint endpoint) {}
