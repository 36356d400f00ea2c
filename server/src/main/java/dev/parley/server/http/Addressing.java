package dev.parley.server.http;

import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import dev.parley.messenger.account.AccountStatus;
import dev.parley.messenger.account.Accounts;
import dev.parley.messenger.external.ExternalName;
import dev.parley.messenger.external.ExternalNames;
import dev.parley.messenger.session.Caller;
import dev.parley.server.view.Texts;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a back end means: by our id, or as {@code ext:} and the name of its own.
 * Thread-safe; blocks.
 */
@Singleton
final class Addressing {
  private static final String EXTERNAL = "ext:";

  private final ExternalNames names;
  private final Accounts accounts;

  Addressing(ExternalNames names, Accounts accounts) {
    this.names = names;
    this.accounts = accounts;
  }

  /**
   * The user for whom a back end acts, as if that user asked.
   *
   * @param user of the path
   * @throws Refusal {@code not-found}; {@code not-allowed} if the account may not be used
   */
  Caller actor(String user) {
    long id = user(user);
    if (id == Accounts.SYSTEM_USER || accounts.find(id).status() != AccountStatus.ACTIVE) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "nobody acts for this account at present");
    }
    return Caller.backEnd(id);
  }

  /**
   * A user of the path who is no server.
   *
   * @throws Refusal {@code not-found}; {@code not-allowed} for the server's own account
   */
  long person(String text) {
    long id = user(text);
    if (id == Accounts.SYSTEM_USER) {
      throw Refusal.of(RefusalCode.NOT_ALLOWED, "the server's own account stays as it is");
    }
    accounts.find(id);
    return id;
  }

  /** A user of the path; what cannot be one is {@code not-found}. */
  long user(String text) {
    return id(ExternalName.Kind.USER, text);
  }

  /** A conversation of the path; what cannot be one is {@code not-found}. */
  long conversation(String text) {
    return id(ExternalName.Kind.CONVERSATION, text);
  }

  /** The same by our id, as the users' own controllers take it. */
  String conversationId(String text) {
    return Texts.id(conversation(text));
  }

  private long id(ExternalName.Kind kind, String text) {
    if (!text.startsWith(EXTERNAL)) {
      return Texts.pathId(text);
    }
    return names
        .find(new ExternalName(kind, text.substring(EXTERNAL.length())))
        .orElseThrow(() -> Refusal.of(RefusalCode.NOT_FOUND, "there is nothing of this name"));
  }

  /** Users of the body, by our ids; absent ones stay absent. */
  List<String> userIds(String field, @Nullable List<String> texts) {
    return texts == null ? List.of() : texts.stream().map(text -> userId(field, text)).toList();
  }

  /**
   * A user of the body, by our id.
   *
   * @throws Refusal naming the field
   */
  String userId(String field, @Nullable String text) {
    if (text == null || !text.startsWith(EXTERNAL)) {
      return Texts.id(Texts.requiredId(field, text));
    }
    return found(ExternalName.Kind.USER, field, text);
  }

  /**
   * Who or what a message is for, by our id. What is no {@code ext:} name, or of no known kind, is
   * left to those who read the message.
   *
   * @throws Refusal naming {@code receiver_id}
   */
  @Nullable String receiverId(@Nullable String kind, @Nullable String text) {
    if (text == null || !text.startsWith(EXTERNAL)) {
      return text;
    }
    return switch (kind) {
      case "user" -> found(ExternalName.Kind.USER, "receiver_id", text);
      case "conversation" -> found(ExternalName.Kind.CONVERSATION, "receiver_id", text);
      case null, default -> text;
    };
  }

  private String found(ExternalName.Kind kind, String field, String text) {
    return names
        .find(new ExternalName(kind, text.substring(EXTERNAL.length())))
        .map(Texts::id)
        .orElseThrow(() -> Refusal.ofField(RefusalCode.NOT_FOUND, field, "nothing has this name"));
  }
}
