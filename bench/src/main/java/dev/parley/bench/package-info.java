/** The benchmarks' command line: which scenarios run against which servers, and where to. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
