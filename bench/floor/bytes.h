// A growable run of bytes. Running out of memory ends the process: a floor has no better plan.
#ifndef PARLEY_FLOOR_BYTES_H
#define PARLEY_FLOOR_BYTES_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bytes {
    char *at;
    size_t length, capacity;
};

static inline void *must(void *memory) {
    if (memory) return memory;
    perror("memory");
    exit(1);
}

static inline void append(struct bytes *to, const void *from, size_t length) {
    if (to->length + length > to->capacity) {
        to->capacity = (to->length + length) * 2;
        to->at = must(realloc(to->at, to->capacity));
    }
    memcpy(to->at + to->length, from, length);
    to->length += length;
}

static inline void append_text(struct bytes *to, const char *text) {
    append(to, text, strlen(text));
}

static inline void release(struct bytes *bytes) {
    free(bytes->at);
    *bytes = (struct bytes){0};
}

#endif
