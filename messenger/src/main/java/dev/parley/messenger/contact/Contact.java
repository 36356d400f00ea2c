package dev.parley.messenger.contact;

import org.jspecify.annotations.Nullable;

/**
 * A user in another's address book.
 *
 * @param alias the name that the book's owner gave, if any
 * @param createdAt epoch milliseconds
 */
public record Contact(long contactId, @Nullable String alias, long createdAt) {}
