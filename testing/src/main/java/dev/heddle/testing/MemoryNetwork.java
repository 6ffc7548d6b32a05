package dev.heddle.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The network of a world: who listens where, and which connections come about. The world's lock guards everything. */
final class MemoryNetwork {

    private static final int FIRST_FREE_PORT = 49152;
    private static final int LAST_FREE_PORT = 65535;

    private final MemoryWorld world;

    private final Map<Place, Door> doors = new HashMap<>();

    private int nextPort = LAST_FREE_PORT;
    private boolean outOfDescriptors;

    /** What can be bound once: on a machine, a number for TCP, a path for a UNIX socket. */
    record Place(MemoryHost host, Object number) {}

    /** Where connections to a port arrive. Called with the lock held. */
    interface Door {

        /** Takes the server's end of a new connection. */
        void arrive(MemorySocket socket);

        /** Whether it is for connections to {@code receiver}, which is an address of its machine. */
        boolean isFor(InetAddress receiver);
    }

    /** Who connects. Called with the lock held: one of the last two, or none, where no answer comes. */
    interface Caller {

        /** Whether the attempt has not been given up. */
        boolean isWaiting();

        /** There is a connection: the client's end. */
        void connected(MemorySocket socket);

        /** There is none. */
        void refused(IOException cause);
    }

    MemoryNetwork(MemoryWorld world) {
        this.world = world;
    }

    /** Takes a port of {@code host} for {@code door}; 0 takes a free one. Returns the port. */
    int open(MemoryHost host, InetSocketAddress wanted, Door door) throws IOException {
        world.lock.lock();
        try {
            world.hosts.requireOwn(host, wanted.getAddress());
            int port = wanted.getPort() == 0 ? freePort(host) : wanted.getPort();
            open(new Place(host, port), door);
            return port;
        } finally {
            world.lock.unlock();
        }
    }

    /** Takes {@code place} for {@code door}, if nobody has. */
    void open(Place place, Door door) throws IOException {
        world.lock.lock();
        try {
            if (doors.putIfAbsent(place, door) != null) {
                throw new BindException("Address already in use");
            }
        } finally {
            world.lock.unlock();
        }
    }

    /** A port that nobody listens on. Ends of connections may share one: nothing here is found by their port. */
    private int freePort(MemoryHost host) {
        do {
            nextPort = nextPort == LAST_FREE_PORT ? FIRST_FREE_PORT : nextPort + 1;
        } while (doors.containsKey(new Place(host, nextPort)));
        return nextPort;
    }

    void close(Place place) {
        world.lock.lock();
        try {
            doors.remove(place);
            world.changed.signalAll();
        } finally {
            world.lock.unlock();
        }
    }

    /** As the kernel does when it is to make a socket. */
    void takeDescriptor() throws IOException {
        world.lock.lock();
        try {
            if (outOfDescriptors) {
                throw new SocketException("Too many open files");
            }
        } finally {
            world.lock.unlock();
        }
    }

    /**
     * Connects to {@code remote}; {@code caller} is told what comes of it, in a perfect network at once.
     *
     * @throws IOException if it is clear on this machine that it cannot be
     */
    void connect(MemoryHost from, InetSocketAddress remote, @Nullable InetSocketAddress local, Caller caller)
            throws IOException {
        String receiver = remote.getAddress().getHostAddress();
        world.lock.lock();
        try {
            if (local != null) {
                world.hosts.requireOwn(from, local.getAddress());
            }
            if (MemoryWorld.UNREACHABLE_HOST.equals(receiver)) {
                throw new NoRouteToHostException("No route to host");
            }
            if (!MemoryWorld.SILENT_HOST.equals(receiver)) {
                call(from, remote, caller);
            }
        } finally {
            world.lock.unlock();
        }
    }

    private void call(MemoryHost from, InetSocketAddress remote, Caller caller) {
        MemoryHost to = world.hosts.of(from, remote.getAddress());
        MemoryLink there = new MemoryLink(world.traffic, from, to);
        MemoryLink back = new MemoryLink(world.traffic, to, from);
        InetAddress sender = from == to ? remote.getAddress() : from.address();
        there.carry(() -> {
            Door door = doors.get(new Place(to, remote.getPort()));
            if (!caller.isWaiting()) {
                return;
            }
            if (door == null || refuses(door, remote.getAddress())) {
                back.carry(() -> caller.refused(new ConnectException("Connection refused")));
                return;
            }
            MemorySocket client =
                    MemorySocket.pair(world, new InetSocketAddress(sender, freePort(from)), remote, there, back);
            door.arrive(client.other());
            back.carry(() -> caller.connected(client));
            world.changed.signalAll();
        });
    }

    private boolean refuses(Door door, InetAddress receiver) {
        return !door.isFor(receiver)
                || MemoryWorld.REFUSING_HOST.equals(receiver.getHostAddress())
                || world.traffic.refuses();
    }

    /** Connects to a UNIX socket of {@code host}, which answers or refuses at once. */
    MemorySocket connect(MemoryHost host, UnixDomainSocketAddress remote) throws IOException {
        world.lock.lock();
        try {
            Door door = doors.get(new Place(host, remote.getPath()));
            if (door == null) {
                throw new SocketException("No such file or directory");
            }
            MemoryLink none = new MemoryLink(world.traffic, host, host);
            MemorySocket client = MemorySocket.pair(world, UnixDomainSocketAddress.of(""), remote, none, none);
            door.arrive(client.other());
            world.changed.signalAll();
            return client;
        } finally {
            world.lock.unlock();
        }
    }

    void setOutOfDescriptors(boolean outOfDescriptors) {
        world.lock.lock();
        try {
            this.outOfDescriptors = outOfDescriptors;
        } finally {
            world.lock.unlock();
        }
    }
}
