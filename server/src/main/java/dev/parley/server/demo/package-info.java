/**
 * People who are made up, and what they talk about, for a first look at a server with something in
 * it. Works through the messenger's services, with a clock that is set to each moment of the
 * script; writes no statement of its own. Nothing here runs unless an operator asks for it: the
 * passwords are known to everybody.
 */
@NullMarked
package dev.parley.server.demo;

import org.jspecify.annotations.NullMarked;
