package dev.parley.server.cli;

import picocli.CommandLine.Command;

/** What concerns the messenger's webhooks; those of apps belong to their app. */
@Command(
    name = "webhook",
    description = "Where the messenger's events are told: add, list, take away.",
    mixinStandardHelpOptions = true,
    subcommands = {
      WebhookListCommand.class,
      WebhookCreateCommand.class,
      WebhookDeleteCommand.class,
      WebhookSecretCommand.class,
      WebhookRotateCommand.class
    })
final class WebhookCommand {}
