/**
 * What the server itself says to one, some or all of its people. An announcement is a row, its
 * texts and, unless it is to all, its recipients; a job turns it into messages of the server's own
 * account, each in the conversation of two with its recipient, through the same sending that people
 * use. The name of each message is made of the announcement's id, so a batch that is repeated after
 * a crash sends nothing twice. Knows what messages are, and nobody knows it.
 *
 * <p>Tables: {@code V9__announcement}. Nothing here is locked together with a conversation.
 */
@NullMarked
package dev.parley.messenger.notice;

import org.jspecify.annotations.NullMarked;
