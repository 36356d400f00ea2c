/**
 * Who is here: members of a presence channel, and signed-in users of an app with those who watch
 * them. Counts by user, never by connection. Knows connections only as {@link
 * dev.parley.channels.presence.UserConnection}.
 */
@NullMarked
package dev.parley.channels.presence;

import org.jspecify.annotations.NullMarked;
