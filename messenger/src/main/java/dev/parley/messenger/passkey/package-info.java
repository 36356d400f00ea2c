/**
 * Passkeys (WebAuthn): registering them, and signing in with one alone. The checks of the standard
 * are Yubico's library's; here is what it needs to know, and what becomes of its answers.
 *
 * <p>Table: {@code passkey}. Challenges are {@link dev.parley.messenger.identity.Flow}s. A passkey
 * always verifies its person, so it counts as both factors. Lock order: account, then its passkeys.
 */
@NullMarked
package dev.parley.messenger.passkey;

import org.jspecify.annotations.NullMarked;
