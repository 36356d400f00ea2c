package dev.parley.channels.stream;

import org.jspecify.annotations.Nullable;

/** What a channel's stream holds at one moment: its position, and its last event if remembered. */
public record Snapshot(StreamPosition position, @Nullable Retained retained) {}
