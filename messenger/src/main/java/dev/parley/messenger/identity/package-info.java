/**
 * Accounts elsewhere that open one here, and sign-ins that go on elsewhere.
 *
 * <p>Tables: {@code account_identity}, {@code sign_in_flow}. Who speaks which protocol is not known
 * here: a {@link dev.parley.messenger.identity.Foreign} is what a provider has said, checked. An
 * account is never taken over by an address alone: where one has it verified, its owner has to sign
 * in and link. Lock order: account, then rows of these tables.
 */
@NullMarked
package dev.parley.messenger.identity;

import org.jspecify.annotations.NullMarked;
