package dev.parley.client;

/**
 * What an endpoint answers to a client. Its type is {@code application/json}.
 *
 * @param status 200; 400 for a malformed request; 401 for a stranger; 403 for somebody who may not
 * @param body JSON
 */
public record AuthAnswer(int status, String body) {}
