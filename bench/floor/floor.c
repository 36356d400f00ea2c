// floor: the least a Pusher-like broadcaster can cost on this kernel, to hold Parley against.
//
// One thread, one epoll. An event is encoded once per channel. All frames that one round of the
// loop (a tick) brings for a subscriber leave in one system call. There are no signatures, no
// presence, no limits and no timers: what is left is parsing, copying once, and the kernel.
//
//   cc -O2 -o floor *.c && ./floor 7001
//
// Speaks: WebSocket upgrade on any GET with a key, pusher:subscribe, pusher:unsubscribe, pusher:ping;
// POST /apps/ID/events and /apps/ID/batch_events; any other request is answered 200 with {}.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "floor.h"

#define EVENTS_PER_TICK 1024
#define READ_SIZE (256 * 1024)

static void drop(int fd) {
    struct connection *connection = &connections[fd];
    while (connection->seat_count) leave(fd, connection->seat_count - 1);
    free(connection->seats);
    release(&connection->in);
    release(&connection->out);
    memset(connection, 0, sizeof *connection);
    close(fd);
}

static void read_from(int fd) {
    static char buffer[READ_SIZE];
    struct connection *connection = &connections[fd];
    ssize_t size = read(fd, buffer, sizeof buffer);
    if (size <= 0) {
        if (size == 0 || errno != EAGAIN) drop(fd);
    } else if (connection->in.length) {
        append(&connection->in, buffer, (size_t)size);
        if (!take_input(fd, connection->in.at, connection->in.length)) drop(fd);
    } else if (!take_input(fd, buffer, (size_t)size)) {
        drop(fd);
    }
}

static void accept_all(int listener) {
    int on = 1, fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        if (fd >= MAX_FDS) {
            close(fd);
            continue;
        }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connections[fd] = (struct connection){.open = true, .parts_head = -1};
        struct epoll_event event = {EPOLLIN, {.fd = fd}};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    }
}

static int listen_on(int port) {
    int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET,
        .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) {
        perror("floor: cannot listen");
        exit(1);
    }
    return listener;
}

int main(int argument_count, char **arguments) {
    int port = argument_count == 2 ? atoi(arguments[1]) : 0;
    if (port <= 0 || port > 65535) {
        fputs("usage: floor PORT\n", stderr);
        return 2;
    }
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    int listener = listen_on(port);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event events[EVENTS_PER_TICK], accepting = {EPOLLIN, {.fd = listener}};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &accepting);
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS_PER_TICK, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                accept_all(listener);
                continue;
            }
            if (events[i].events & EPOLLOUT && connections[fd].out.length) send_rest(fd);
            if (connections[fd].open && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) read_from(fd);
        }
        flush_tick();
    }
}
