/**
 * Sends what the messenger's outbox of mails holds: texts in the reader's language, and the way to
 * the mail server. Knows nothing of requests.
 */
@NullMarked
package dev.parley.server.mail;

import org.jspecify.annotations.NullMarked;
