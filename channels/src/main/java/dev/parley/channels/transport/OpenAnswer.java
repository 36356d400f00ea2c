package dev.parley.channels.transport;

/** An answer that goes on after its request; told what becomes of the connection, on its loop. */
public interface OpenAnswer {
  void onWritabilityChanged();

  void onInactive();
}
