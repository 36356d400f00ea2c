/**
 * The reference client: what a device keeps, and the rules by which its copy stays what the server
 * has, whatever happens to pushes, requests and sockets. Every other client does the same.
 *
 * <p>{@link dev.parley.server.sync.client.SyncClient} holds the rules together; it speaks to the
 * server through {@link dev.parley.server.sync.client.Transport} and hears {@link
 * dev.parley.server.sync.client.Push}es. What it keeps: {@code UserLog} (the place in the own log),
 * {@code Rows} (the list), {@code Copies} of {@code LogCopy} (messages of one conversation), {@code
 * SendQueue}. Knows the answers' shapes and nothing else of the server.
 */
@NullMarked
package dev.parley.server.sync.client;

import org.jspecify.annotations.NullMarked;
