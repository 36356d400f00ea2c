/** Results as tables, Markdown and raw files. Measures nothing and starts nothing. */
@NullMarked
package dev.parley.bench.report;

import org.jspecify.annotations.NullMarked;
