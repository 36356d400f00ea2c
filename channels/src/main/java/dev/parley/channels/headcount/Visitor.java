package dev.parley.channels.headcount;

/**
 * One browser, whatever number of its tabs are open. Guarded by the {@link HeadCount} that made it.
 */
final class Visitor {
  final String session;
  final String address;

  Visitor(String session, String address) {
    this.session = session;
    this.address = address;
  }
}
