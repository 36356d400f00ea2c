package dev.parley.server.config;

/** Whether the welcome page may publish test events without a signature. */
public enum QuickStart {
  /** Only for people at this machine: the server listens on loopback and is addressed by it. */
  AUTO,
  ON,
  OFF
}
