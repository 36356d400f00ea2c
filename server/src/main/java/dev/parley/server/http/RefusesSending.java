package dev.parley.server.http;

import static dev.parley.messenger.RefusalCode.BLOCKED;
import static dev.parley.messenger.RefusalCode.IDEMPOTENCY_CONFLICT;
import static dev.parley.messenger.RefusalCode.NOT_ALLOWED;
import static dev.parley.messenger.RefusalCode.NOT_FOUND;
import static dev.parley.messenger.RefusalCode.NOT_REACHABLE;
import static dev.parley.messenger.RefusalCode.RATE_LIMITED;
import static dev.parley.messenger.RefusalCode.READ_ONLY_CONVERSATION;
import static dev.parley.messenger.RefusalCode.SILENCED;

import dev.parley.server.docs.Refuses;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The refusals of whatever sends a message, by {@link Sending}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Refuses({
  NOT_FOUND,
  NOT_ALLOWED,
  BLOCKED,
  NOT_REACHABLE,
  SILENCED,
  READ_ONLY_CONVERSATION,
  IDEMPOTENCY_CONFLICT,
  RATE_LIMITED
})
@interface RefusesSending {}
