/**
 * How many people are on an app's site, and how many read each of its pages: an extension of the
 * protocol that an app switches on. Counts sessions (a browser, however many tabs it has open), and
 * keeps nothing about anybody but a name that the browser made up. Values and bounded in-memory
 * state; no sockets, no timers and no subscribers.
 *
 * <p>{@link dev.parley.channels.headcount.HeadCount} has the only lock, which is held for a few map
 * operations and never while something is sent.
 */
@NullMarked
package dev.parley.channels.headcount;

import org.jspecify.annotations.NullMarked;
