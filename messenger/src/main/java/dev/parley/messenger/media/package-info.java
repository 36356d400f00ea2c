/**
 * Files that people upload: their rows, whose they are, how many there may be, and who still needs
 * them. What is in them is told by an {@link dev.parley.messenger.media.Inspector}, their bytes lie
 * in a {@link dev.parley.messenger.media.MediaStore}; neither is known here.
 *
 * <p>Packages that refer to files (avatars, messages) depend on this one. They take a file with
 * {@link dev.parley.messenger.media.MediaTable#take}, say with {@link
 * dev.parley.messenger.media.MediaTable#release} that they need it no longer, and offer a {@link
 * dev.parley.messenger.media.MediaUse} that tells who may read it on their account. The collector
 * deletes what nobody refers to.
 *
 * <p>Table: {@code media}. Bytes are written before a row says {@code ready} and deleted after it
 * says {@code gone}, so that a killed process leaves nothing that the collector would not find.
 * Lock order of a writing unit: whatever refers to files first, then files by id.
 */
@NullMarked
package dev.parley.messenger.media;

import org.jspecify.annotations.NullMarked;
