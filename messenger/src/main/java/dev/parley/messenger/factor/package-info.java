/**
 * A second factor beside the password: codes of an authenticator app (RFC 6238), and recovery codes
 * for the day on which the app is lost.
 *
 * <p>Tables: {@code second_factor}, {@code recovery_code}. Whoever reads the store can make codes:
 * the secret has to be there as it is. Lock order: account, then rows of these tables.
 */
@NullMarked
package dev.parley.messenger.factor;

import org.jspecify.annotations.NullMarked;
