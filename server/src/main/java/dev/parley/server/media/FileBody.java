package dev.parley.server.media;

import java.io.InputStream;

/**
 * Bytes that come from elsewhere than the local disk, or go where the kernel cannot take them.
 *
 * @param stream closed by whoever sends it
 * @param length of all that it gives; an answer that ends earlier is broken off
 */
record FileBody(InputStream stream, long length) {}
