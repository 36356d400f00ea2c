/**
 * Makes a leaked buffer fail the test run, in this module and in those that share its fixtures.
 * JUnit finds {@link dev.parley.channels.leak.NoLeaks} by itself, Netty is told of {@link
 * dev.parley.channels.leak.LeakRecorder} on the command line.
 */
@NullMarked
package dev.parley.channels.leak;

import org.jspecify.annotations.NullMarked;
