#define _GNU_SOURCE
#include <stdint.h>
#include <strings.h>

#include "floor.h"
#include "handshake.h"

static void send_succeeded(int fd, struct slice name) {
    char text[512];
    int length = snprintf(text, sizeof text,
        "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"%.*s\",\"data\":\"{}\"}",
        (int)name.length, name.at);
    if (length < (int)sizeof text) send_frame(fd, 1, text, (size_t)length);
}

static void take_message(int fd, struct slice message) {
    struct slice event = json_text(json_member(message, "event"));
    struct slice name = json_text(json_member(json_member(message, "data"), "channel"));
    if (event.length == 16 && !memcmp(event.at, "pusher:subscribe", 16) && name.length) {
        struct channel *channel = find_or_create_channel(name);
        if (find_seat(fd, channel) >= 0) return;
        join(fd, channel);
        send_succeeded(fd, name);
    } else if (event.length == 18 && !memcmp(event.at, "pusher:unsubscribe", 18) && name.length) {
        struct channel *channel = find_channel(name);
        int seat = channel ? find_seat(fd, channel) : -1;
        if (seat >= 0) leave(fd, seat);
    } else if (event.length == 11 && !memcmp(event.at, "pusher:ping", 11)) {
        static const char PONG[] = "{\"event\":\"pusher:pong\",\"data\":\"{}\"}";
        send_frame(fd, 1, PONG, sizeof PONG - 1);
    }
}

// Takes one frame off the front; returns the bytes used, 0 if it is incomplete, -1 to hang up.
static ssize_t take_frame(int fd, char *from, size_t available) {
    unsigned char *head = (unsigned char *)from;
    if (available < 6) return 0;
    size_t length = head[1] & 127, header = 6;
    if (!(head[1] & 128) || length == 127) return -1;
    if (length == 126) {
        length = (size_t)head[2] << 8 | head[3];
        header = 8;
    }
    if (available < header + length) return 0;
    unsigned char *mask = head + header - 4;
    char *payload = from + header;
    for (size_t i = 0; i < length; i++) payload[i] ^= (char)mask[i & 3];
    switch (head[0] & 15) {
        case 1: take_message(fd, (struct slice){payload, length}); break;
        case 8: send_frame(fd, 8, payload, length < 2 ? 0 : 2); return -1;
        case 9: send_frame(fd, 10, payload, length); break;
        default: break;
    }
    return (ssize_t)(header + length);
}

static struct slice request_header(struct slice head, const char *name) {
    const char *end = head.at + head.length;
    size_t name_length = strlen(name);
    for (const char *line = head.at; line && line < end;) {
        const char *line_end = memchr(line, '\r', (size_t)(end - line));
        if (!line_end) line_end = end;
        if ((size_t)(line_end - line) > name_length && line[name_length] == ':'
            && !strncasecmp(line, name, name_length)) {
            const char *value = line + name_length + 1;
            while (value < line_end && *value == ' ') value++;
            return (struct slice){value, (size_t)(line_end - value)};
        }
        line = memchr(line, '\n', (size_t)(end - line));
        if (line) line++;
    }
    return (struct slice){NULL, 0};
}

static void upgrade(int fd, struct slice key) {
    static const char HELLO[] = "{\"event\":\"pusher:connection_established\",\"data\":"
        "\"{\\\"socket_id\\\":\\\"%d.%u\\\",\\\"activity_timeout\\\":120}\"}";
    static unsigned serial;
    char accept[ACCEPT_TEXT_SIZE], hello[256];
    if (accept_text(key.at, key.length, accept)) return;
    int hello_length = snprintf(hello, sizeof hello, HELLO, fd, ++serial);
    static struct bytes scratch;
    scratch.length = 0;
    append_text(&scratch, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Accept: ");
    append_text(&scratch, accept);
    append_text(&scratch, "\r\n\r\n");
    append_frame_header(&scratch, 1, (size_t)hello_length);
    append(&scratch, hello, (size_t)hello_length);
    send_now(fd, scratch.at, scratch.length);
    connections[fd].websocket = true;
}

// Takes one request off the front; returns the bytes used or 0 if it is incomplete. The answers to
// pipelined requests gather in `replies`, so that they too leave in one send.
static ssize_t take_request(int fd, char *from, size_t available, struct bytes *replies) {
    static const char OK[] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    const char *blank = memmem(from, available, "\r\n\r\n", 4);
    if (!blank) return 0;
    struct slice head = {from, (size_t)(blank - from) + 2};
    size_t used = head.length + 2;
    struct slice length = request_header(head, "content-length");
    size_t body_length = length.at ? (size_t)strtoul(length.at, NULL, 10) : 0;
    if (available - used < body_length) return 0;
    struct slice key = request_header(head, "sec-websocket-key");
    if (key.at) {
        upgrade(fd, key);
    } else {
        if (body_length) publish_body((struct slice){from + used, body_length});
        append(replies, OK, sizeof OK - 1);
    }
    return (ssize_t)(used + body_length);
}

bool take_input(int fd, char *from, size_t available) {
    static struct bytes replies;
    struct connection *connection = &connections[fd];
    size_t used = 0;
    while (used < available) {
        ssize_t step = connection->websocket
            ? take_frame(fd, from + used, available - used)
            : take_request(fd, from + used, available - used, &replies);
        if (step < 0) {
            replies.length = 0;
            return false;
        }
        if (!step) break;
        used += (size_t)step;
    }
    if (replies.length) send_now(fd, replies.at, replies.length);
    replies.length = 0;
    size_t rest = available - used;
    if (from == connection->in.at) {
        memmove(connection->in.at, from + used, rest);
        connection->in.length = rest;
    } else if (rest) {
        append(&connection->in, from + used, rest);
    }
    if (!rest && connection->in.at) release(&connection->in);
    return true;
}
