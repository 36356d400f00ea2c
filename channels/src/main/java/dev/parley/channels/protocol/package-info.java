/**
 * The Pusher Channels wire format as pure functions and values: names, frames in both directions,
 * close codes, signatures. No I/O, no threads, no state; nothing here may import Netty's channels
 * or any other package of this module.
 */
@NullMarked
package dev.parley.channels.protocol;

import org.jspecify.annotations.NullMarked;
