package dev.parley.channels.headcount;

/** One tab's place in the count, held by its connection until it is given back. Immutable. */
public final class Visit {
  final Visitor visitor;
  final Audience room;

  Visit(Visitor visitor, Audience room) {
    this.visitor = visitor;
    this.room = room;
  }

  boolean isOf(String session, String name) {
    return visitor.session.equals(session) && name.equals(room.room);
  }
}
