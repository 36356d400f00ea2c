/**
 * What people want to be told of, for all their conversations: the level where a conversation has
 * none of its own, whether words may be shown, and hours of quiet; and the number on the app's
 * icon. What is settled for one conversation stands with the member.
 *
 * <p>Table: {@code notify_setting}; nothing else is locked with it. Who tells people asks here.
 */
@NullMarked
package dev.parley.messenger.notify;

import org.jspecify.annotations.NullMarked;
