package dev.heddle.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;

/** Who listens for datagrams in a world. The world's lock guards everything. */
final class MemoryDatagrams {

    private static final int FIRST_FREE_PORT = 49152;
    private static final int LAST_FREE_PORT = 65535;

    private final ReentrantLock lock;
    private int nextPort = LAST_FREE_PORT;
    private final Map<Integer, List<MemoryDatagramEnd>> ends = new HashMap<>();

    MemoryDatagrams(ReentrantLock lock) {
        this.lock = lock;
    }

    /** Takes a port, a free one for 0, for what {@code opener} makes of it. */
    <E extends MemoryDatagramEnd> E open(int wanted, boolean shares, IntFunction<E> opener) throws IOException {
        lock.lock();
        try {
            int port = wanted == 0 ? freePort() : wanted;
            List<MemoryDatagramEnd> before = ends.getOrDefault(port, List.of());
            if (!before.isEmpty() && !(shares && before.stream().allMatch(MemoryDatagramEnd::sharesPort))) {
                throw new BindException("Address already in use");
            }
            E opened = opener.apply(port);
            ends.computeIfAbsent(port, none -> new ArrayList<>()).add(opened);
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /** Not one that was closed just now, which others may still believe to be somebody's. */
    private int freePort() {
        do {
            nextPort = nextPort == LAST_FREE_PORT ? FIRST_FREE_PORT : nextPort + 1;
        } while (ends.containsKey(nextPort));
        return nextPort;
    }

    void close(MemoryDatagramEnd end) {
        locked(() -> {
            int port = end.localAddress().getPort();
            List<MemoryDatagramEnd> left = ends.getOrDefault(port, List.of());
            left.remove(end);
            if (left.isEmpty()) {
                ends.remove(port);
            }
        });
    }

    /** Brings a datagram to all members of a group, or to the last who listens there; whether there was one. */
    boolean deliver(byte[] bytes, InetSocketAddress sender, InetSocketAddress receiver) {
        List<MemoryDatagramEnd> there = ends.getOrDefault(receiver.getPort(), List.of());
        InetAddress address = receiver.getAddress();
        if (address.isMulticastAddress()) {
            there.stream().filter(end -> end.isMemberOf(address)).forEach(end -> end.arrive(bytes, sender));
            return true;
        }
        if (there.isEmpty()) {
            return false;
        }
        there.getLast().arrive(bytes, sender);
        return true;
    }

    void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
