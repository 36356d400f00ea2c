package dev.parley.server.http;

import jakarta.inject.Singleton;

/** Whether this node wants new clients. Thread-safe. */
@Singleton
public final class Readiness {
  private volatile boolean ready;

  public boolean isReady() {
    return ready;
  }

  /** Called once when everything has started. */
  public void started() {
    ready = true;
  }

  /** Called before anything is stopped, so that load balancers look elsewhere. */
  public void stopping() {
    ready = false;
  }
}
