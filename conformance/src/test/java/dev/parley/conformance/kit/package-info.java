/**
 * What the conformance tests talk with: a raw WebSocket client, a hand-signing HTTP client, the
 * server under test, drivers of the official SDKs. Checks the envelope rules on every frame it
 * reads. No test lives here and nothing here knows what a checklist line asks for.
 */
@NullMarked
package dev.parley.conformance.kit;

import org.jspecify.annotations.NullMarked;
