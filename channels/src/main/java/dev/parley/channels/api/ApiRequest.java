package dev.parley.channels.api;

/**
 * A request as it came.
 *
 * @param method upper-case
 * @param path raw, from {@code /apps/} or {@code /users/} on
 * @param fullPath raw, with whatever prefix stood in front; some SDKs sign that
 * @param query raw, without the question mark; empty if there is none
 * @param body whole body, already within its limit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiRequest(String method, String path, String fullPath, String query, byte[] body) {}
