/**
 * The machine and its processes: starts servers and ends only those, compiles the floor, reads
 * processor time and memory, says what the rig is. Makes no load and writes no report.
 */
@NullMarked
package dev.parley.bench.rig;

import org.jspecify.annotations.NullMarked;
