// What the parts of the floor share. One thread runs it all, so nothing here needs a lock.
#ifndef PARLEY_FLOOR_H
#define PARLEY_FLOOR_H

#include <stdbool.h>
#include <sys/types.h>

#include "bytes.h"
#include "json.h"

#define MAX_FDS (1 << 17)

// A subscriber as its channel sees it: the connection, and which of its seats this is.
struct subscriber {
    int fd, seat;
};

struct channel {
    struct channel *next_in_bucket;
    char *name;
    size_t name_length;
    struct subscriber *subscribers;
    int count, capacity;
    struct bytes tick; // frames of the running tick, each encoded once
};

// A subscription as its connection sees it: the channel, and its index in the channel's list.
struct seat {
    struct channel *channel;
    int place;
};

struct connection {
    bool open, websocket;
    int parts_head, parts_tail; // this tick's channels when it has more than one; -1 is none
    struct bytes out;           // what the kernel did not take yet
    struct bytes in;            // an unfinished request or frame
    struct seat *seats;
    int seat_count, seat_capacity;
};

extern struct connection connections[MAX_FDS]; // by file descriptor

// wire.c: bytes towards a peer. What the kernel does not take is kept and sent when it can.
extern int epoll;
void append_frame_header(struct bytes *to, int opcode, size_t length);
void send_frame(int fd, int opcode, const char *payload, size_t length);
void send_now(int fd, const char *from, size_t length);
void keep_unsent(int fd, const char *from, size_t length);
void send_rest(int fd);

// channels.c: who listens to what, and the broadcast itself.
struct channel *find_channel(struct slice name);
struct channel *find_or_create_channel(struct slice name);
int find_seat(int fd, const struct channel *channel); // -1 if not subscribed
void join(int fd, struct channel *channel);
void leave(int fd, int seat);
void publish_body(struct slice body); // of POST /events or /batch_events
void flush_tick(void);                // sends what the running tick has gathered

// input.c: requests and frames from a peer. False: hang up.
bool take_input(int fd, char *from, size_t available);

#endif
