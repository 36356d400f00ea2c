/**
 * What the messenger promises about its disk, shown by ending processes without warning: whole
 * servers and databases of their own, people who write over HTTP, a ledger of what they were told.
 * Looks into the database only where no client can see.
 */
@NullMarked
package dev.parley.conformance.durability;

import org.jspecify.annotations.NullMarked;
