// Reads JSON in place: finds members and items, copies and decodes nothing.
#ifndef PARLEY_FLOOR_JSON_H
#define PARLEY_FLOOR_JSON_H

#include <stdbool.h>
#include <stddef.h>

// A piece of somebody else's text. `at` is NULL where nothing was found.
struct slice {
    const char *at;
    size_t length;
};

// The raw value of a member of `object`, quotes and escapes kept; empty when it is not there.
struct slice json_member(struct slice object, const char *name);

// Steps through an array: start with `*cursor` = 0; false at the end.
bool json_next_item(struct slice array, size_t *cursor, struct slice *item);

// A string value without its quotes (escapes kept); empty for anything that is no string.
struct slice json_text(struct slice value);

#endif
