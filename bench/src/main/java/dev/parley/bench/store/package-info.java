/**
 * What the engine below the messenger can do at most: rows into one table through the store module,
 * each acknowledged when it is on the disk. Knows no server and no socket.
 */
@NullMarked
package dev.parley.bench.store;

import org.jspecify.annotations.NullMarked;
