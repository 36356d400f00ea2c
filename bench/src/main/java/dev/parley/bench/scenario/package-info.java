/**
 * What is measured: each scenario runs its loads against all contenders in turn and fills a table.
 * Sockets are the load maker's, processes the rig's.
 */
@NullMarked
package dev.parley.bench.scenario;

import org.jspecify.annotations.NullMarked;
