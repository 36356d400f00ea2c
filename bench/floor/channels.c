#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "floor.h"

#define CHANNEL_BUCKETS (1 << 14)
#define PARTS_PER_SEND 64

struct connection connections[MAX_FDS];
static struct channel *buckets[CHANNEL_BUCKETS];

// Channels with frames to send in this tick.
static struct channel **dirty;
static int dirty_count, dirty_capacity;

// Where a tick touches several channels: per connection a linked list of them, in `parts`.
struct part {
    struct channel *channel;
    int next;
};
static struct part *parts;
static int part_count, part_capacity;
static int touched[MAX_FDS], touched_count;

static uint32_t bucket_of(struct slice name) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.length; i++) hash = (hash ^ (uint8_t)name.at[i]) * 16777619u;
    return hash % CHANNEL_BUCKETS;
}

struct channel *find_channel(struct slice name) {
    struct channel *channel = buckets[bucket_of(name)];
    while (channel && (channel->name_length != name.length || memcmp(channel->name, name.at, name.length)))
        channel = channel->next_in_bucket;
    return channel;
}

struct channel *find_or_create_channel(struct slice name) {
    struct channel *channel = find_channel(name);
    if (channel) return channel;
    channel = must(calloc(1, sizeof *channel));
    channel->name = must(strndup(name.at, name.length));
    channel->name_length = name.length;
    struct channel **bucket = &buckets[bucket_of(name)];
    channel->next_in_bucket = *bucket;
    return *bucket = channel;
}

int find_seat(int fd, const struct channel *channel) {
    struct connection *connection = &connections[fd];
    for (int i = 0; i < connection->seat_count; i++)
        if (connection->seats[i].channel == channel) return i;
    return -1;
}

void join(int fd, struct channel *channel) {
    struct connection *connection = &connections[fd];
    if (connection->seat_count == connection->seat_capacity) {
        connection->seat_capacity = connection->seat_capacity ? connection->seat_capacity * 2 : 1;
        connection->seats = must(realloc(
            connection->seats, (size_t)connection->seat_capacity * sizeof *connection->seats));
    }
    if (channel->count == channel->capacity) {
        channel->capacity = channel->capacity ? channel->capacity * 2 : 16;
        channel->subscribers = must(realloc(
            channel->subscribers, (size_t)channel->capacity * sizeof *channel->subscribers));
    }
    channel->subscribers[channel->count] = (struct subscriber){fd, connection->seat_count};
    connection->seats[connection->seat_count++] = (struct seat){channel, channel->count++};
}

// Takes one seat away: the last entry of each list moves into the gap, and its partner is told.
void leave(int fd, int seat) {
    struct connection *connection = &connections[fd];
    struct channel *channel = connection->seats[seat].channel;
    int place = connection->seats[seat].place;
    struct subscriber moved = channel->subscribers[--channel->count];
    channel->subscribers[place] = moved;
    connections[moved.fd].seats[moved.seat].place = place;

    struct seat last = connection->seats[--connection->seat_count];
    if (seat == connection->seat_count) return;
    connection->seats[seat] = last;
    last.channel->subscribers[last.place].seat = seat;
}

static void mark_dirty(struct channel *channel) {
    if (dirty_count == dirty_capacity) {
        dirty_capacity = dirty_capacity ? dirty_capacity * 2 : 64;
        dirty = must(realloc(dirty, (size_t)dirty_capacity * sizeof *dirty));
    }
    dirty[dirty_count++] = channel;
}

// Encodes an event for all subscribers of a channel, behind what the tick already holds for it.
// `event` and `data` are raw JSON values: they are passed on byte for byte.
static void publish_to(struct slice name, struct slice event, struct slice data) {
    static const char OPEN[] = "{\"event\":", CHANNEL[] = ",\"channel\":\"", DATA[] = "\",\"data\":";
    struct channel *channel = find_channel(name);
    if (!channel || !channel->count) return;
    if (!channel->tick.length) mark_dirty(channel);
    size_t length = sizeof OPEN - 1 + event.length + sizeof CHANNEL - 1 + name.length
        + sizeof DATA - 1 + data.length + 1;
    struct bytes *tick = &channel->tick;
    append_frame_header(tick, 1, length);
    append(tick, OPEN, sizeof OPEN - 1);
    append(tick, event.at, event.length);
    append(tick, CHANNEL, sizeof CHANNEL - 1);
    append(tick, name.at, name.length);
    append(tick, DATA, sizeof DATA - 1);
    append(tick, data.at, data.length);
    append(tick, "}", 1);
}

static void publish_event(struct slice object) {
    struct slice event = json_member(object, "name"), data = json_member(object, "data");
    if (!event.at || !data.at) return;
    struct slice name = json_text(json_member(object, "channel"));
    if (name.at) {
        publish_to(name, event, data);
        return;
    }
    struct slice names = json_member(object, "channels"), item;
    size_t cursor = 0;
    while (names.at && json_next_item(names, &cursor, &item)) publish_to(json_text(item), event, data);
}

void publish_body(struct slice body) {
    struct slice batch = json_member(body, "batch"), item;
    size_t cursor = 0;
    if (!batch.at) publish_event(body);
    while (batch.at && json_next_item(batch, &cursor, &item)) publish_event(item);
}

static void add_part(int fd, struct channel *channel) {
    struct connection *connection = &connections[fd];
    if (part_count == part_capacity) {
        part_capacity = part_capacity ? part_capacity * 2 : 1024;
        parts = must(realloc(parts, (size_t)part_capacity * sizeof *parts));
    }
    parts[part_count] = (struct part){channel, -1};
    if (connection->parts_head < 0) {
        connection->parts_head = part_count;
        touched[touched_count++] = fd;
    } else {
        parts[connection->parts_tail].next = part_count;
    }
    connection->parts_tail = part_count++;
}

// Sends up to PARTS_PER_SEND channels' frames in one call; returns the first part left over.
static int send_parts(int fd, int part) {
    struct iovec vectors[PARTS_PER_SEND];
    int count = 0;
    size_t total = 0;
    for (; part >= 0 && count < PARTS_PER_SEND; part = parts[part].next) {
        struct bytes *tick = &parts[part].channel->tick;
        vectors[count++] = (struct iovec){tick->at, tick->length};
        total += tick->length;
    }
    struct msghdr message = {.msg_iov = vectors, .msg_iovlen = (size_t)count};
    ssize_t sent = connections[fd].out.length ? 0 : sendmsg(fd, &message, MSG_NOSIGNAL);
    if (sent == (ssize_t)total) return part;
    if (sent < 0 && errno != EAGAIN) return -1;
    size_t skip = sent > 0 ? (size_t)sent : 0;
    for (int i = 0; i < count; i++) {
        if (skip >= vectors[i].iov_len) {
            skip -= vectors[i].iov_len;
            continue;
        }
        keep_unsent(fd, (char *)vectors[i].iov_base + skip, vectors[i].iov_len - skip);
        skip = 0;
    }
    return part;
}

static void send_joined(int fd) {
    struct connection *connection = &connections[fd];
    int part = connection->parts_head;
    connection->parts_head = -1;
    if (parts[part].next < 0) {
        send_now(fd, parts[part].channel->tick.at, parts[part].channel->tick.length);
        return;
    }
    while (part >= 0) part = send_parts(fd, part);
}

void flush_tick(void) {
    if (dirty_count == 1) { // one channel: nothing to join across channels
        struct channel *channel = dirty[0];
        for (int i = 0; i < channel->count; i++)
            send_now(channel->subscribers[i].fd, channel->tick.at, channel->tick.length);
    } else {
        for (int i = 0; i < dirty_count; i++)
            for (int k = 0; k < dirty[i]->count; k++) add_part(dirty[i]->subscribers[k].fd, dirty[i]);
        for (int i = 0; i < touched_count; i++) send_joined(touched[i]);
        touched_count = part_count = 0;
    }
    for (int i = 0; i < dirty_count; i++) dirty[i]->tick.length = 0;
    dirty_count = 0;
}
