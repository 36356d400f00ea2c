/**
 * Copies of everything that a server keeps, and going back to one.
 *
 * <p>An archive is a {@code tar.gz}: the rows of every table as lines of JSON, the same for both
 * engines; the media folder; the settings file and the data folder's secrets. {@code checksums/N}
 * lists the parts before it in the form of {@code sha256sum}; {@code manifest.json} comes last, so
 * an archive that was cut off is known by its absence.
 *
 * <p>Going back builds the new store beside the present one, and puts it in its place at the very
 * end: {@link dev.parley.server.backup.Takeover} tells how that survives a crash. What was there
 * before is kept beside.
 */
@NullMarked
package dev.parley.server.backup;

import org.jspecify.annotations.NullMarked;
