/*
 * One epoll loop that echoes, accepts and connects, and as many more that echo as its argument says, each on a thread of
 * its own: the first deals connections of the echo out in turns. Says in its first line where its echo listens, takes
 * commands on standard input, which ProgramArm tells of, and ends when that does.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024, MOST_AHEAD = BACKLOG * 3 / 4, EVENTS = 256, BUFFER_BYTES = 64 * 1024, COMMAND_BYTES = 4096, MOST_LOOPS = 64 };

/* Whatever the loop waits for. */
struct source {
    int fd;
    void (*ready)(struct source *source);
};

/* A connection of the echo. */
struct connection {
    struct source source; /* the first, so that one can be had from the other */
    char *rest;           /* what the kernel has not taken yet, if anything */
    size_t begin;
    size_t end;
};

/* What has become of a port's connections: a file that the one who asks has mapped as well. */
struct counts {
    _Atomic int64_t seen;
    char apart1[56];
    _Atomic int64_t lost;
    char apart2[56];
    _Atomic int64_t failed;
    char apart3[56];
};

static _Thread_local char buffer[BUFFER_BYTES];
static _Thread_local int loop; /* that of this thread, one of all */
static int loops[MOST_LOOPS];
static int loop_count, dealt;
static struct source echo_port, counted_port, input;
static struct counts *counted;

/* The clients: where they connect to, and how far they are. */
static struct sockaddr_in server;
static struct counts *server_counts;
static bool own_server;
static int64_t lost_before;
static int in_flight, asked, begun, seen, lost;

static void fail(const char *what) {
    printf("%s: %s\n", what, strerror(errno));
    fflush(stdout);
    exit(1);
}

static void *allocate(size_t size) {
    void *memory = calloc(1, size);
    if (memory == NULL)
        fail("calloc");
    return memory;
}

static void wait_on(int epoll, struct source *source, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = source};
    if (epoll_ctl(epoll, operation, source->fd, &event) < 0)
        fail("epoll_ctl");
}

static void wait_for(struct source *source, int operation, uint32_t events) {
    wait_on(loop, source, operation, events);
}

/* The next connection of a port, or less than nothing if there is none. */
static int accept_one(struct source *port) {
    int fd = accept4(port->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0 && errno != EAGAIN && errno != ECONNABORTED)
        fail("accept");
    return fd;
}

/* Echo: sends back what comes, and reads nothing from a connection while that waits. */

static void end(struct connection *connection) {
    close(connection->source.fd);
    free(connection->rest);
    free(connection);
}

/* How much of it the kernel has taken; less than nothing if the connection is gone. */
static ssize_t send_some(int fd, const char *bytes, size_t count) {
    ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
    return sent < 0 && errno == EAGAIN ? 0 : sent;
}

static void receive(struct connection *connection) {
    ssize_t count = read(connection->source.fd, buffer, sizeof buffer);
    if (count < 0 && errno == EAGAIN)
        return;
    ssize_t sent = count > 0 ? send_some(connection->source.fd, buffer, count) : -1;
    if (sent < 0) {
        end(connection);
    } else if (sent < count) {
        connection->begin = 0;
        connection->end = count - sent;
        connection->rest = allocate(connection->end);
        memcpy(connection->rest, buffer + sent, connection->end);
        wait_for(&connection->source, EPOLL_CTL_MOD, EPOLLOUT);
    }
}

static void send_rest(struct connection *connection) {
    ssize_t sent = send_some(
        connection->source.fd, connection->rest + connection->begin, connection->end - connection->begin);
    if (sent < 0) {
        end(connection);
        return;
    }
    connection->begin += sent;
    if (connection->begin == connection->end) {
        free(connection->rest);
        connection->rest = NULL;
        wait_for(&connection->source, EPOLL_CTL_MOD, EPOLLIN);
    }
}

static void echo_ready(struct source *source) {
    struct connection *connection = (struct connection *)source;
    if (connection->rest == NULL)
        receive(connection);
    else
        send_rest(connection);
}

static void accept_echoes(struct source *port) {
    for (int fd = accept_one(port); fd >= 0; fd = accept_one(port)) {
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *connection = allocate(sizeof *connection);
        connection->source = (struct source){.fd = fd, .ready = echo_ready};
        wait_on(loops[dealt++ % loop_count], &connection->source, EPOLL_CTL_ADD, EPOLLIN);
    }
}

/* Clients: each is reset as soon as it is connected. */

static void begin_clients(void);

static void reset(int fd) {
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    seen++;
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) < 0 || close(fd) < 0)
        fail("cannot reset a connection");
    lost++;
}

/* Whether it is connected; if so, it is reset. Over loopback it is, the moment after it was begun. */
static bool finish(int fd) {
    if (connect(fd, (struct sockaddr *)&server, sizeof server) < 0) {
        if (errno == EALREADY || errno == EINPROGRESS)
            return false;
        fail("cannot connect");
    }
    reset(fd);
    return true;
}

static void client_ready(struct source *client) {
    if (finish(client->fd)) {
        free(client);
        begin_clients();
    }
}

static void begin_client(void) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        fail("socket");
    begun++;
    if (!finish(fd) && !finish(fd)) {
        struct source *client = allocate(sizeof *client);
        *client = (struct source){.fd = fd, .ready = client_ready};
        wait_for(client, EPOLL_CTL_ADD, EPOLLOUT);
    }
}

static int64_t lost_by_server(void) {
    return server_counts->lost - lost_before;
}

/* Begins as many as may be, and answers when all are lost. */
static void begin_clients(void) {
    while (begun < asked && begun - (own_server ? lost_by_server() : lost) < in_flight) {
        while (!own_server && begun - lost_by_server() >= MOST_AHEAD)
            sched_yield();
        begin_client();
    }
    if (asked > 0 && lost == asked) {
        asked = 0;
        printf("made %d\n", seen);
        fflush(stdout);
    }
}

/* A port that counts: each connection is to end with a reset. */

/* Whether it has ended; if so, it is counted. */
static bool has_ended(int fd) {
    if (read(fd, buffer, sizeof buffer) < 0) {
        if (errno == EAGAIN)
            return false;
        counted->lost++;
    } else {
        counted->failed++;
    }
    close(fd);
    return true;
}

static void counted_ready(struct source *connection) {
    if (has_ended(connection->fd)) {
        free(connection);
        if (own_server)
            begin_clients();
    }
}

/* Looks for the reset at once: where clients are fast, it is there, and the loop need not wait for it. */
static void accept_counted(struct source *port) {
    for (int fd = accept_one(port); fd >= 0; fd = accept_one(port)) {
        counted->seen++;
        if (!has_ended(fd)) {
            struct source *connection = allocate(sizeof *connection);
            *connection = (struct source){.fd = fd, .ready = counted_ready};
            wait_for(connection, EPOLL_CTL_ADD, EPOLLIN);
        }
    }
    if (own_server)
        begin_clients();
}

/* Opens a port on loopback; returns its number. */
static int listen_with(struct source *port, void (*ready)(struct source *)) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    port->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    port->ready = ready;
    if (port->fd < 0 || bind(port->fd, (struct sockaddr *)&address, length) < 0 || listen(port->fd, BACKLOG) < 0
        || getsockname(port->fd, (struct sockaddr *)&address, &length) < 0)
        fail("listen");
    wait_for(port, EPOLL_CTL_ADD, EPOLLIN);
    return ntohs(address.sin_port);
}

static struct counts *mapped(const char *file) {
    int fd = open(file, O_RDWR | O_CLOEXEC);
    if (fd < 0)
        fail(file);
    void *memory = mmap(NULL, sizeof(struct counts), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED)
        fail(file);
    close(fd);
    return memory;
}

static void command(char *line) {
    char file[COMMAND_BYTES], whose[COMMAND_BYTES];
    int first, second;
    if (sscanf(line, "accept %s", file) == 1) {
        if (counted_port.ready != NULL)
            close(counted_port.fd); /* one at a time */
        counted = mapped(file);
        printf("port %d\n", listen_with(&counted_port, accept_counted));
    } else if (sscanf(line, "dial %d %s %s", &first, file, whose) == 3) {
        server = (struct sockaddr_in){
            .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(first)};
        server_counts = mapped(file);
        own_server = strcmp(whose, "own") == 0;
        printf("ready\n");
    } else if (sscanf(line, "connect %d %d", &first, &second) == 2) {
        in_flight = first;
        asked = second;
        begun = seen = lost = 0;
        lost_before = server_counts->lost;
        begin_clients();
    } else {
        printf("no such command: %s\n", line);
    }
    fflush(stdout);
}

/* Whoever commands waits for each answer, so there is one line at a time. */
static void input_ready(struct source *source) {
    char line[COMMAND_BYTES];
    ssize_t count = read(source->fd, line, sizeof line - 1);
    if (count <= 0)
        exit(0);
    line[count] = 0;
    command(line);
}

static void *run(void *of) {
    struct epoll_event events[EVENTS];
    loop = *(int *)of;
    for (;;) {
        int count = epoll_wait(loop, events, EVENTS, -1);
        if (count < 0 && errno != EINTR)
            fail("epoll_wait");
        for (int ready = 0; ready < count; ready++) {
            struct source *source = events[ready].data.ptr;
            source->ready(source);
        }
    }
    return NULL; /* never */
}

static void open_loops(int count) {
    for (loop_count = 0; loop_count < count; loop_count++) {
        loops[loop_count] = epoll_create1(EPOLL_CLOEXEC);
        if (loops[loop_count] < 0)
            fail("epoll_create1");
    }
    loop = loops[0];
}

static void start_others(void) {
    pthread_t thread;
    for (int other = 1; other < loop_count; other++) {
        errno = pthread_create(&thread, NULL, run, &loops[other]);
        if (errno != 0)
            fail("pthread_create");
    }
}

int main(int count, char **arguments) {
    int wanted = count == 2 ? atoi(arguments[1]) : 0;
    if (wanted < 1 || wanted > MOST_LOOPS) {
        printf("the number of loops is from 1 to %d\n", MOST_LOOPS);
        return 1;
    }
    open_loops(wanted);
    int port = listen_with(&echo_port, accept_echoes);
    input = (struct source){.fd = STDIN_FILENO, .ready = input_ready};
    wait_for(&input, EPOLL_CTL_ADD, EPOLLIN);
    start_others();
    printf("%d cc -O2, compiler version %s\n", port, __VERSION__);
    fflush(stdout);
    run(&loops[0]);
}
