#define _GNU_SOURCE
#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "floor.h"

int epoll;

static void watch(int fd, bool for_writing) {
    struct epoll_event event = {EPOLLIN | (for_writing ? EPOLLOUT : 0), {.fd = fd}};
    epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event);
}

void keep_unsent(int fd, const char *from, size_t length) {
    struct connection *connection = &connections[fd];
    if (!connection->out.length) watch(fd, true);
    append(&connection->out, from, length);
}

void send_now(int fd, const char *from, size_t length) {
    if (!connections[fd].out.length) {
        ssize_t sent = send(fd, from, length, MSG_NOSIGNAL);
        if (sent == (ssize_t)length) return;
        if (sent < 0 && errno != EAGAIN) return; // broken: epoll reports it as a hang-up
        if (sent > 0) {
            from += sent;
            length -= (size_t)sent;
        }
    }
    keep_unsent(fd, from, length);
}

void send_rest(int fd) {
    struct bytes *out = &connections[fd].out;
    ssize_t sent = send(fd, out->at, out->length, MSG_NOSIGNAL);
    if (sent <= 0) return;
    out->length -= (size_t)sent;
    memmove(out->at, out->at + sent, out->length);
    if (!out->length) {
        release(out);
        watch(fd, false);
    }
}

void append_frame_header(struct bytes *to, int opcode, size_t length) {
    unsigned char header[10] = {(unsigned char)(0x80 | opcode)};
    size_t size = 2;
    if (length < 126) {
        header[1] = (unsigned char)length;
    } else if (length < 1 << 16) {
        header[1] = 126;
        header[2] = (unsigned char)(length >> 8);
        header[3] = (unsigned char)length;
        size = 4;
    } else {
        header[1] = 127;
        for (int i = 0; i < 8; i++) header[2 + i] = (unsigned char)(length >> (56 - 8 * i));
        size = 10;
    }
    append(to, header, size);
}

void send_frame(int fd, int opcode, const char *payload, size_t length) {
    static struct bytes scratch;
    scratch.length = 0;
    append_frame_header(&scratch, opcode, length);
    append(&scratch, payload, length);
    send_now(fd, scratch.at, scratch.length);
}
