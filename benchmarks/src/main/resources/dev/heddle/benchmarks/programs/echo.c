/*
 * Sends back what comes, on one epoll loop, and reads nothing from a connection while that waits. Says in its first line
 * where it listens, and ends when its standard input does.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024, EVENTS = 256, BUFFER_BYTES = 64 * 1024 };

struct connection {
    int fd;
    char *rest; /* what the kernel has not taken yet, if anything */
    size_t begin;
    size_t end;
};

static char buffer[BUFFER_BYTES];
static int loop;
static int port;

static void fail(const char *what) {
    printf("%s: %s\n", what, strerror(errno));
    exit(1);
}

static void wait_for(struct connection *connection, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(loop, operation, connection->fd, &event) < 0)
        fail("epoll_ctl");
}

static void end(struct connection *connection) {
    close(connection->fd);
    free(connection->rest);
    free(connection);
}

static void accept_all(void) {
    for (;;) {
        int fd = accept4(port, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EAGAIN || errno == ECONNABORTED)
                return;
            fail("accept");
        }
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *connection = calloc(1, sizeof *connection);
        if (connection == NULL)
            fail("calloc");
        connection->fd = fd;
        wait_for(connection, EPOLL_CTL_ADD, EPOLLIN);
    }
}

/* How much of it the kernel has taken; less than nothing if the connection is gone. */
static ssize_t send_some(int fd, const char *bytes, size_t count) {
    ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
    return sent < 0 && errno == EAGAIN ? 0 : sent;
}

static void receive(struct connection *connection) {
    ssize_t count = read(connection->fd, buffer, sizeof buffer);
    if (count < 0 && errno == EAGAIN)
        return;
    ssize_t sent = count > 0 ? send_some(connection->fd, buffer, count) : -1;
    if (sent < 0) {
        end(connection);
    } else if (sent < count) {
        connection->begin = 0;
        connection->end = count - sent;
        connection->rest = malloc(connection->end);
        if (connection->rest == NULL)
            fail("malloc");
        memcpy(connection->rest, buffer + sent, connection->end);
        wait_for(connection, EPOLL_CTL_MOD, EPOLLOUT);
    }
}

static void send_rest(struct connection *connection) {
    ssize_t sent =
        send_some(connection->fd, connection->rest + connection->begin, connection->end - connection->begin);
    if (sent < 0) {
        end(connection);
        return;
    }
    connection->begin += sent;
    if (connection->begin == connection->end) {
        free(connection->rest);
        connection->rest = NULL;
        wait_for(connection, EPOLL_CTL_MOD, EPOLLIN);
    }
}

static void listen_on_loopback(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    port = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (port < 0 || bind(port, (struct sockaddr *)&address, length) < 0 || listen(port, BACKLOG) < 0
        || getsockname(port, (struct sockaddr *)&address, &length) < 0)
        fail("listen");
    printf("%d cc -O2, compiler version %s\n", ntohs(address.sin_port), __VERSION__);
    fflush(stdout);
}

int main(void) {
    struct connection accepting, input = {.fd = STDIN_FILENO};
    struct epoll_event events[EVENTS];
    loop = epoll_create1(EPOLL_CLOEXEC);
    if (loop < 0)
        fail("epoll_create1");
    listen_on_loopback();
    accepting.fd = port;
    wait_for(&accepting, EPOLL_CTL_ADD, EPOLLIN);
    wait_for(&input, EPOLL_CTL_ADD, EPOLLIN);
    for (;;) {
        int count = epoll_wait(loop, events, EVENTS, -1);
        if (count < 0 && errno != EINTR)
            fail("epoll_wait");
        for (int ready = 0; ready < count; ready++) {
            struct connection *connection = events[ready].data.ptr;
            if (connection == &accepting)
                accept_all();
            else if (connection == &input)
                return 0;
            else if (connection->rest == NULL)
                receive(connection);
            else
                send_rest(connection);
        }
    }
}
