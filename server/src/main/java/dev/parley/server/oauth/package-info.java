/**
 * Speaks with places elsewhere where people can sign in: OpenID Connect, and GitHub's and WeChat's
 * dialects of OAuth 2. Gives a checked {@link dev.parley.messenger.identity.Foreign}; knows neither
 * accounts nor requests. Tokens of providers are used at once and kept nowhere, and addresses that
 * carry secrets are never logged.
 */
@NullMarked
package dev.parley.server.oauth;

import org.jspecify.annotations.NullMarked;
