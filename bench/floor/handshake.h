// The one cryptographic step of a WebSocket handshake (RFC 6455, section 4.2.2), without a library.
#ifndef PARLEY_FLOOR_HANDSHAKE_H
#define PARLEY_FLOOR_HANDSHAKE_H

#include <stddef.h>

// A base64 text of 20 bytes and the closing zero.
#define ACCEPT_TEXT_SIZE 29

// Writes the Sec-WebSocket-Accept value for a client's Sec-WebSocket-Key of at most 64 bytes.
// Returns 0, or -1 if the key is longer than that.
int accept_text(const char *key, size_t key_length, char answer[ACCEPT_TEXT_SIZE]);

#endif
