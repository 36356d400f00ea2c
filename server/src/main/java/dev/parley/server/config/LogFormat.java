package dev.parley.server.config;

/** How log lines are written to standard output. */
public enum LogFormat {
  TEXT,
  /** One JSON object per line. */
  JSON
}
