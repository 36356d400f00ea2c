/**
 * What people show of themselves: when they are online, how far they have read, and who may make
 * the first step towards them. Here it is settled and looked up; each path that shows or lets in
 * asks.
 *
 * <p>Table: {@code privacy_setting}; nothing else is locked with it. Who has no row shows
 * everything.
 */
@NullMarked
package dev.parley.messenger.privacy;

import org.jspecify.annotations.NullMarked;
