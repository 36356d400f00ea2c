package dev.parley.channels.protocol;

/**
 * Somebody on a presence channel.
 *
 * @param userId always text, even where it was signed as a number
 * @param info a JSON object, {@code {}} where none was given; clients read its fields unasked
 */
public record Member(String userId, String info) {}
