/**
 * What is in uploaded files, and how they are sent: sniffing, decoding and writing images anew,
 * other sizes of them, conditional and partial answers, and the way from the disk to the socket.
 *
 * <p>Nothing that a client says about a file is believed. Images leave this server only as it has
 * written them itself. Who may read a file is asked of {@link
 * dev.parley.messenger.media.MediaFiles} before anything here is used.
 */
@NullMarked
package dev.parley.server.media;

import org.jspecify.annotations.NullMarked;
