/**
 * Accounts: who a person is, what others see of them, and their password.
 *
 * <p>Tables: {@code account}, {@code account_identity}. A back end's name for an account is claimed
 * and freed with it ({@code external}). Sessions and tokens live in {@code session}, which may use
 * this package. Lock order: one account row at a time, before anything else of its owner; {@link
 * dev.parley.messenger.account.AccountDeletionStep}s run after it.
 *
 * <p>Addresses: an address counts only once it is verified, and then for one account. One that is
 * not verified may be used to sign in to the account that claimed it first, as long as no account
 * has it verified; it opens nothing else.
 */
@NullMarked
package dev.parley.messenger.account;

import org.jspecify.annotations.NullMarked;
