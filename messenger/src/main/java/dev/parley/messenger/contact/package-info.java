/**
 * Whom a user knows and whom a user shuts out: contacts with their aliases, and blocks.
 *
 * <p>Tables: {@code contact}, {@code block}. Both are written only under the user that they belong
 * to; nothing here locks a row of another user. Knows no conversation: those who admit people or
 * take messages ask {@link dev.parley.messenger.contact.BlockTable} in their own transaction, so
 * that a block takes effect at once.
 */
@NullMarked
package dev.parley.messenger.contact;

import org.jspecify.annotations.NullMarked;
