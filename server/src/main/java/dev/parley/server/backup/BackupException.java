package dev.parley.server.backup;

import org.jspecify.annotations.Nullable;

/** A copy could not be made or used; the message says in one line why, and what became of it. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  BackupException(String message) {
    this(message, null);
  }
}
