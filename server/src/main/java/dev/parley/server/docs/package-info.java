/**
 * The document of the HTTP API (OpenAPI 3.1) and the page to browse it.
 *
 * <p>The annotation processor writes a first form when the server is compiled; what it cannot know
 * (errors, security, our names) is added from the routes when the document is first asked for.
 * Knows controllers by their annotations only.
 */
@NullMarked
package dev.parley.server.docs;

import org.jspecify.annotations.NullMarked;
