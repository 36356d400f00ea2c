/**
 * A second floor: the least a broadcaster on Netty can cost. A program of its own; the rest of the
 * benchmarks meets it only over sockets. No signatures, no presence, no limits belong here.
 */
@NullMarked
package dev.parley.bench.netty;

import org.jspecify.annotations.NullMarked;
