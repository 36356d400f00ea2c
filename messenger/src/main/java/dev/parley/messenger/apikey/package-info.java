/**
 * Keys of back ends: what may act for many people through the server-to-server API.
 *
 * <p>Tables: {@code api_key}, {@code api_key_secret}. A secret is shown once and kept as its
 * SHA-256; it has 190 random bits, so a slow hash would add nothing. A key has scopes; what it does
 * as a user is still judged by that user's rights. Knows no user and no conversation.
 *
 * <p>Ending a key is one write; {@link dev.parley.messenger.apikey.LiveApiKeys} forgets it with the
 * event after the commit, other nodes within a second.
 */
@NullMarked
package dev.parley.messenger.apikey;

import org.jspecify.annotations.NullMarked;
