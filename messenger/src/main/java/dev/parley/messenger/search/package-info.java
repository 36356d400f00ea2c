/**
 * Finding messages, people and groups.
 *
 * <p>{@link dev.parley.messenger.search.Words} cuts text into words, the same on every engine.
 * {@code search_term} says in which messages of a conversation a word stands, as one bit for each
 * of 64 neighbours; {@code search_head} says how far a conversation is indexed. New messages are
 * indexed soon after their commit and cost the sender nothing. Edits, recalls and purges change the
 * words of what is indexed already in their own transaction, through {@link
 * dev.parley.messenger.message.TextIndex}.
 *
 * <p>The index only proposes. Every hit is looked up, checked against what its reader may see (by
 * {@link dev.parley.messenger.conversation.Access}), and compared with the text as it is now.
 *
 * <p>Lock order of a writing unit: the conversation's row if it is locked at all, then {@code
 * search_head} by conversation, which guards the conversation's rows of {@code search_term}.
 */
@NullMarked
package dev.parley.messenger.search;

import org.jspecify.annotations.NullMarked;
