#include "json.h"

#include <string.h>

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_spaces(const char *p, const char *end) {
    while (p < end && is_space(*p)) p++;
    return p;
}

// Steps over a string; `p` is at its opening quote. NULL if it does not end.
static const char *skip_string(const char *p, const char *end) {
    for (p++; p < end; p++) {
        // memchr runs over plain text many bytes at a time; only escapes need the slow look.
        const char *quote = memchr(p, '"', (size_t)(end - p));
        if (!quote) return NULL;
        const char *escape = memchr(p, '\\', (size_t)(quote - p));
        if (!escape) return quote + 1;
        p = escape + 1;
    }
    return NULL;
}

// Steps over any value; brackets are counted, not checked for their kind.
static const char *skip_value(const char *p, const char *end) {
    if (p == end) return NULL;
    if (*p == '"') return skip_string(p, end);
    if (*p != '{' && *p != '[') {
        while (p < end && *p != ',' && *p != '}' && *p != ']' && !is_space(*p)) p++;
        return p;
    }
    int depth = 0;
    while (p < end) {
        if (*p == '"') {
            p = skip_string(p, end);
            if (!p) return NULL;
            continue;
        }
        if (*p == '{' || *p == '[') depth++;
        if ((*p == '}' || *p == ']') && --depth == 0) return p + 1;
        p++;
    }
    return NULL;
}

struct slice json_member(struct slice object, const char *name) {
    struct slice none = {NULL, 0};
    const char *end = object.at + object.length;
    const char *p = skip_spaces(object.at, end);
    size_t name_length = strlen(name);
    if (p == end || *p != '{') return none;
    p = skip_spaces(p + 1, end);
    while (p < end && *p == '"') {
        const char *key = p + 1;
        const char *after_key = skip_string(p, end);
        if (!after_key) return none;
        p = skip_spaces(after_key, end);
        if (p == end || *p != ':') return none;
        const char *value = skip_spaces(p + 1, end);
        const char *after_value = skip_value(value, end);
        if (!after_value) return none;
        if ((size_t)(after_key - 1 - key) == name_length && !memcmp(key, name, name_length)) {
            return (struct slice){value, (size_t)(after_value - value)};
        }
        p = skip_spaces(after_value, end);
        if (p < end && *p == ',') p = skip_spaces(p + 1, end);
    }
    return none;
}

bool json_next_item(struct slice array, size_t *cursor, struct slice *item) {
    const char *end = array.at + array.length;
    const char *p = array.at + *cursor;
    if (*cursor == 0) {
        p = skip_spaces(p, end);
        if (p == end || *p != '[') return false;
        p++;
    }
    p = skip_spaces(p, end);
    if (p < end && *p == ',') p = skip_spaces(p + 1, end);
    if (p == end || *p == ']') return false;
    const char *after = skip_value(p, end);
    if (!after || after == p) return false;
    *item = (struct slice){p, (size_t)(after - p)};
    *cursor = (size_t)(after - array.at);
    return true;
}

struct slice json_text(struct slice value) {
    if (value.length < 2 || value.at[0] != '"') return (struct slice){NULL, 0};
    return (struct slice){value.at + 1, value.length - 2};
}
