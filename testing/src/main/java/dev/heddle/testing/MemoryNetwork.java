package dev.heddle.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The network of a world: who listens where, and which connections come about. The world's lock guards everything. */
final class MemoryNetwork {

    private static final int FIRST_FREE_PORT = 49152;
    private static final int LAST_FREE_PORT = 65535;

    private final MemoryWorld world;

    /** By what is bound: a number for TCP, a path for a UNIX socket. */
    private final Map<Object, Door> doors = new HashMap<>();

    private int nextPort = LAST_FREE_PORT;
    private boolean outOfDescriptors;

    /** Where connections to a port arrive. Called with the lock held. */
    interface Door {
        /** Takes the server's end of a new connection. */
        void arrive(MemorySocket socket);
    }

    MemoryNetwork(MemoryWorld world) {
        this.world = world;
    }

    /** Takes a port for {@code door}; 0 takes a free one. Returns the port. */
    int open(InetAddress host, int port, Door door) throws IOException {
        requireOfThisMachine(host);
        world.lock.lock();
        try {
            int taken = port == 0 ? freePort() : port;
            if (doors.putIfAbsent(taken, door) != null) {
                throw new BindException("Address already in use");
            }
            return taken;
        } finally {
            world.lock.unlock();
        }
    }

    /** Takes a path for {@code door}, as a UNIX socket does. */
    void open(Path path, Door door) throws IOException {
        world.lock.lock();
        try {
            if (doors.putIfAbsent(path, door) != null) {
                throw new BindException("Address already in use");
            }
        } finally {
            world.lock.unlock();
        }
    }

    private static void requireOfThisMachine(InetAddress host) throws BindException {
        if (!host.isLoopbackAddress() && !host.isAnyLocalAddress()) {
            throw new BindException("Cannot assign requested address");
        }
    }

    /** A port that nobody listens on. Ends of connections may share one: nothing here is found by their port. */
    private int freePort() {
        do {
            nextPort = nextPort == LAST_FREE_PORT ? FIRST_FREE_PORT : nextPort + 1;
        } while (doors.containsKey(nextPort));
        return nextPort;
    }

    void closeDoor(Object bound) {
        world.lock.lock();
        try {
            doors.remove(bound);
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

    /** Connects to {@code remote}; the client's end of the connection, or null if there will never be an answer. */
    @Nullable
    MemorySocket connect(InetSocketAddress remote, @Nullable InetSocketAddress local) throws IOException {
        world.lock.lock();
        try {
            if (local != null) {
                requireOfThisMachine(local.getAddress());
            }
            if (MemoryWorld.SILENT_HOST.equals(remote.getAddress().getHostAddress())) {
                return null;
            }
            if (MemoryWorld.UNREACHABLE_HOST.equals(remote.getAddress().getHostAddress())) {
                throw new NoRouteToHostException("No route to host");
            }
            Door door = doors.get(remote.getPort());
            if (door == null
                    || MemoryWorld.REFUSING_HOST.equals(remote.getAddress().getHostAddress())) {
                throw new ConnectException("Connection refused");
            }
            MemorySocket client =
                    MemorySocket.pair(world, new InetSocketAddress(remote.getAddress(), freePort()), remote);
            door.arrive(client.other());
            world.changed.signalAll();
            return client;
        } finally {
            world.lock.unlock();
        }
    }

    /** As {@link #connect(InetSocketAddress, InetSocketAddress)}, to a UNIX socket, which answers or refuses at once. */
    MemorySocket connect(UnixDomainSocketAddress remote) throws IOException {
        world.lock.lock();
        try {
            Door door = doors.get(remote.getPath());
            if (door == null) {
                throw new SocketException("No such file or directory");
            }
            MemorySocket client = MemorySocket.pair(world, UnixDomainSocketAddress.of(""), remote);
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

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
