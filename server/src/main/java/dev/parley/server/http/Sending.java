package dev.parley.server.http;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Budget;
import dev.parley.messenger.message.Messages;
import dev.parley.messenger.message.SendCommand;
import dev.parley.messenger.message.Sent;
import dev.parley.messenger.privacy.Approach;
import dev.parley.messenger.session.Caller;
import dev.parley.server.view.SentView;
import dev.parley.server.view.Texts;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Sends for people, each no more often than the bound allows. Thread-safe; blocks. */
@Singleton
public final class Sending {
  private final Messages messages;
  private final Budget budget;

  Sending(Messages messages, Clock clock) {
    this.messages = messages;
    this.budget = new Budget(Bound.MESSAGES_PER_MINUTE.value(), Duration.ofMinutes(1), clock);
  }

  /** Who makes the first step, if it is one. */
  static Approach approach(Caller caller) {
    return caller.isBackEnd() ? Approach.BACK_END : Approach.PERSON;
  }

  /** Answers 201 with the acknowledgement, also to a retry. */
  HttpResponse<SentView> send(SendCommand command) {
    Sent sent = sent(command);
    return HttpResponse.created(
        SentView.of(sent),
        URI.create(
            "/api/conversations/%d/messages/%d".formatted(sent.conversationId(), sent.seq())));
  }

  /**
   * Sends, whichever way the message came.
   *
   * @throws dev.parley.messenger.Refusal as {@link Messages#send} says, and {@code rate-limited}
   */
  public Sent sent(SendCommand command) {
    budget.spend(Texts.id(command.senderId()));
    return messages.send(command);
  }
}
