/**
 * The one typed tree of settings, and where it is read from: flag, environment, {@code ./.env},
 * {@code parley.yml}, default, in that order.
 *
 * <p>Everything is checked here, once, at start. No I/O beyond reading those two files, and no
 * knowledge of Micronaut or of any feature that the settings are for.
 */
@NullMarked
package dev.parley.server.config;

import org.jspecify.annotations.NullMarked;
