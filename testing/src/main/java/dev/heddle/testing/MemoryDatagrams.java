package dev.heddle.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Who listens for datagrams in a world. The world's lock guards everything. */
final class MemoryDatagrams {

    private static final int FIRST_FREE_PORT = 49152;
    private static final int LAST_FREE_PORT = 65535;

    /** What is bound. */
    private record Place(MemoryHost host, int port) {}

    private final MemoryWorld world;
    private int nextPort = LAST_FREE_PORT;
    private final Map<Place, List<MemoryDatagramEnd>> ends = new HashMap<>();

    MemoryDatagrams(MemoryWorld world) {
        this.world = world;
    }

    /** Takes a port of {@code host}, a free one for 0, for what {@code opener} makes of it. */
    <E extends MemoryDatagramEnd> E open(MemoryHost host, int wanted, boolean shares, IntFunction<E> opener)
            throws IOException {
        world.lock.lock();
        try {
            int port = wanted == 0 ? freePort(host) : wanted;
            Place place = new Place(host, port);
            List<MemoryDatagramEnd> before = ends.getOrDefault(place, List.of());
            if (!before.isEmpty() && !(shares && before.stream().allMatch(MemoryDatagramEnd::sharesPort))) {
                throw new BindException("Address already in use");
            }
            E opened = opener.apply(port);
            ends.computeIfAbsent(place, none -> new ArrayList<>()).add(opened);
            return opened;
        } finally {
            world.lock.unlock();
        }
    }

    /** Not one that was closed just now, which others may still believe to be somebody's. */
    private int freePort(MemoryHost host) {
        do {
            nextPort = nextPort == LAST_FREE_PORT ? FIRST_FREE_PORT : nextPort + 1;
        } while (ends.containsKey(new Place(host, nextPort)));
        return nextPort;
    }

    void close(MemoryDatagramEnd end) {
        locked(() -> {
            Place place = new Place(end.host(), end.localAddress().getPort());
            List<MemoryDatagramEnd> left = ends.getOrDefault(place, List.of());
            left.remove(end);
            if (left.isEmpty()) {
                ends.remove(place);
            }
        });
    }

    /** The machine that {@code from} reaches under {@code receiver}. */
    MemoryHost hostOf(MemoryHost from, InetAddress receiver) {
        return world.hosts.of(from, receiver);
    }

    /**
     * Sends a datagram to all members of a group, or to the last who listens there; {@code nobody} is called if there is none.
     */
    void send(MemoryHost from, byte[] bytes, InetSocketAddress sender, InetSocketAddress receiver, Runnable nobody) {
        InetAddress address = receiver.getAddress();
        if (address.isMulticastAddress()) {
            for (MemoryHost to : List.copyOf(world.hosts.all())) {
                carry(
                        from,
                        to,
                        () -> at(to, receiver).stream()
                                .filter(end -> end.isMemberOf(address))
                                .forEach(end -> end.arrive(bytes, sender)));
            }
            return;
        }
        MemoryHost to = world.hosts.of(from, address);
        carry(from, to, () -> {
            List<MemoryDatagramEnd> there = at(to, receiver).stream()
                    .filter(end -> to.reaches(address, end.localAddress().getAddress()))
                    .toList();
            if (there.isEmpty()) {
                carry(to, from, nobody);
            } else {
                there.getLast().arrive(bytes, sender);
            }
        });
    }

    private List<MemoryDatagramEnd> at(MemoryHost host, InetSocketAddress receiver) {
        return ends.getOrDefault(new Place(host, receiver.getPort()), List.of());
    }

    /** Each datagram has a way of its own, so none waits for one that was sent before it. */
    private void carry(MemoryHost from, MemoryHost to, Runnable arrival) {
        MemoryTraffic traffic = world.traffic;
        if (traffic.isCut(from, to) || traffic.losesDatagram()) {
            return;
        }
        if (traffic.isPerfect()) {
            arrival.run();
        } else {
            new MemoryLink(traffic, from, to).carry(arrival, traffic.latencyNanos());
        }
    }

    void locked(Runnable action) {
        world.lock.lock();
        try {
            action.run();
        } finally {
            world.lock.unlock();
        }
    }
}
