package dev.parley.server.cli;

/** What commands about the store as a whole take, and how they answer. */
final class StoreOptions extends AnswerOptions {}
