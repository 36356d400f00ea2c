/**
 * What back ends call users and conversations of theirs: a name of their own choosing beside our
 * id, by which they find them again and create them once.
 *
 * <p>Table: {@code external_name}. Names are claimed in the transaction that makes the thing,
 * before any other row of it.
 */
@NullMarked
package dev.parley.messenger.external;

import org.jspecify.annotations.NullMarked;
