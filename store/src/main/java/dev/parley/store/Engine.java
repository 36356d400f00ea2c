package dev.parley.store;

/** What keeps the data. Asked for only where one statement cannot serve both. */
public enum Engine {
  /** In this process, in one file of the data folder. */
  SQLITE("sqlite"),
  /** A server of its own, shared by every process that names it. */
  POSTGRESQL("postgresql");

  private final String folder;

  Engine(String folder) {
    this.folder = folder;
  }

  /** The name of the folder with the scripts that are for this engine alone. */
  String folder() {
    return folder;
  }
}
