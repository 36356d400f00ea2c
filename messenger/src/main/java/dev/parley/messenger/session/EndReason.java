package dev.parley.messenger.session;

import java.util.Locale;

/** Why a session ended. The texts are stored, and told to clients. */
public enum EndReason {
  SIGNED_OUT,
  /** From another session of the same person. */
  SIGNED_OUT_REMOTELY,
  /** The same device signed in again. */
  REPLACED,
  PASSWORD_CHANGED,
  PASSWORD_RESET,
  /** A refresh token came back after its successor was used: one of the two was stolen. */
  TOKEN_REUSED,
  EXPIRED,
  TOO_MANY_SESSIONS,
  ACCOUNT_SUSPENDED,
  ACCOUNT_DELETED;

  /** For instance {@code token-reused}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
