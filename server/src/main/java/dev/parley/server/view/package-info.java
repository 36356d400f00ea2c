/**
 * What the messenger's JSON looks like, the same over HTTP and in realtime events. Ids are strings,
 * because browsers lose precision above 2^53; times are ISO 8601 in UTC with milliseconds; numbers
 * that order a log ({@code seq}, {@code rev}) stay numbers.
 *
 * <p>Records made from what the messenger's services return, and two services that look up the
 * people whom such records name. A record holds what its reader may see and nothing else: no
 * addresses, no hashes, no tokens. Nothing here decides who may see what.
 */
@NullMarked
package dev.parley.server.view;

import org.jspecify.annotations.NullMarked;
