package dev.parley.messenger.conversation;

/** A user who may read a conversation, and what of it. The member may be a former one. */
public record Reading(Conversation conversation, Member member, Visible visible) {}
