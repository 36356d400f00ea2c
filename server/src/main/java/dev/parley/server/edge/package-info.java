/**
 * What stands between the network and the server's own pages and sockets: TLS files, the
 * Unix-domain socket, and what proxies say. Knows no apps and no protocol.
 */
@NullMarked
package dev.parley.server.edge;

import org.jspecify.annotations.NullMarked;
