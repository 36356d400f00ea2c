#include "handshake.h"

#include <stdint.h>
#include <string.h>

#define BLOCK 64
#define DIGEST 20
#define LONGEST_KEY 64

static const char PROTOCOL_GUID[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

static uint32_t rotate_left(uint32_t word, int bits) {
    return word << bits | word >> (32 - bits);
}

// One round of SHA-1 (FIPS 180-4, section 6.1.2) over a block of 64 bytes.
static void sha1_block(uint32_t state[5], const uint8_t *block) {
    uint32_t schedule[80];
    for (int i = 0; i < 16; i++) {
        const uint8_t *b = block + 4 * i;
        schedule[i] = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
    }
    for (int i = 16; i < 80; i++) {
        schedule[i] = rotate_left(
            schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 80; i++) {
        uint32_t mix, constant;
        if (i < 20) {
            mix = (b & c) | (~b & d);
            constant = 0x5a827999;
        } else if (i < 40) {
            mix = b ^ c ^ d;
            constant = 0x6ed9eba1;
        } else if (i < 60) {
            mix = (b & c) | (b & d) | (c & d);
            constant = 0x8f1bbcdc;
        } else {
            mix = b ^ c ^ d;
            constant = 0xca62c1d6;
        }
        uint32_t next = rotate_left(a, 5) + mix + e + constant + schedule[i];
        e = d;
        d = c;
        c = rotate_left(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

// SHA-1 of a text that fits two blocks together with its padding (at most 119 bytes).
static void sha1_short(const char *text, size_t length, uint8_t digest[DIGEST]) {
    uint8_t padded[2 * BLOCK] = {0};
    size_t blocks = length + 9 <= BLOCK ? 1 : 2;
    memcpy(padded, text, length);
    padded[length] = 0x80;
    padded[blocks * BLOCK - 2] = (uint8_t)(length * 8 >> 8);
    padded[blocks * BLOCK - 1] = (uint8_t)(length * 8);

    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    for (size_t i = 0; i < blocks; i++) sha1_block(state, padded + i * BLOCK);
    for (int i = 0; i < DIGEST; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(const uint8_t digest[DIGEST], char text[ACCEPT_TEXT_SIZE]) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t padded[DIGEST + 1] = {0};
    memcpy(padded, digest, DIGEST);
    char *out = text;
    for (int i = 0; i < DIGEST + 1; i += 3) {
        uint32_t group = (uint32_t)padded[i] << 16 | (uint32_t)padded[i + 1] << 8 | padded[i + 2];
        for (int shift = 18; shift >= 0; shift -= 6) *out++ = letters[group >> shift & 63];
    }
    out[-1] = '='; // 20 bytes leave one letter of padding
    *out = 0;
}

int accept_text(const char *key, size_t key_length, char answer[ACCEPT_TEXT_SIZE]) {
    char joined[LONGEST_KEY + sizeof PROTOCOL_GUID];
    if (key_length > LONGEST_KEY) return -1;
    memcpy(joined, key, key_length);
    memcpy(joined + key_length, PROTOCOL_GUID, sizeof PROTOCOL_GUID - 1);
    uint8_t digest[DIGEST];
    sha1_short(joined, key_length + sizeof PROTOCOL_GUID - 1, digest);
    base64(digest, answer);
    return 0;
}
