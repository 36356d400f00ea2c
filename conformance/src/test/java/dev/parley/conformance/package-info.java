/**
 * The protocol checklist as tests, one class per topic, each test naming the lines it shows. Only
 * what a client can see: nothing here reaches into the server's classes, except to start it.
 */
@NullMarked
package dev.parley.conformance;

import org.jspecify.annotations.NullMarked;
