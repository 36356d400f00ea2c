package dev.parley.server.metrics;

import java.util.function.ToDoubleFunction;

/** One number of an app: what it is called, what it means, and how to read it. */
record Figure<S>(String name, String description, ToDoubleFunction<S> value) {}
