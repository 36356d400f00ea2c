/**
 * Files of the messenger in a bucket of whatever speaks S3, by requests that are signed here.
 *
 * <p>Nothing but {@link dev.parley.server.s3.S3Media} is used elsewhere; the messenger knows it as
 * a {@link dev.parley.messenger.media.MediaStore}.
 */
@NullMarked
package dev.parley.server.s3;

import org.jspecify.annotations.NullMarked;
