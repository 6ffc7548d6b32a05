package dev.heddle.testing;

import dev.heddle.core.Driver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/** A bound port. */
final class MemoryAcceptor implements Driver.Acceptor, MemoryNetwork.Door {

    private final MemoryWorld world;
    private final MemoryDriver driver;
    private final Driver.AcceptEvents events;
    private final SocketAddress address;

    /** Where the world finds this port. */
    private final MemoryNetwork.Place place;

    private final MemoryHost host;

    /** Connections that came before anybody accepted. The world's lock guards this and what follows. */
    private final Queue<MemorySocket> backlog = new ArrayDeque<>();

    private boolean accepting;

    MemoryAcceptor(
            MemoryWorld world, MemoryHost host, MemoryDriver driver, SocketAddress local, Driver.AcceptEvents events)
            throws IOException {
        this.world = world;
        this.host = host;
        this.driver = driver;
        this.events = events;
        if (local instanceof UnixDomainSocketAddress unix) {
            address = unix;
            place = new MemoryNetwork.Place(host, unix.getPath());
            world.network().open(place, this);
        } else {
            InetSocketAddress internet = (InetSocketAddress) local;
            int port = world.network().open(host, internet, this);
            address = new InetSocketAddress(internet.getAddress(), port);
            place = new MemoryNetwork.Place(host, port);
        }
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public boolean isFor(InetAddress receiver) {
        return address instanceof InetSocketAddress internet && host.reaches(receiver, internet.getAddress());
    }

    @Override
    public void arrive(MemorySocket socket) {
        backlog.add(socket);
        acceptAll();
    }

    private void acceptAll() {
        try {
            while (accepting && !backlog.isEmpty()) {
                world.network().takeDescriptor();
                deal(backlog.remove());
            }
        } catch (IOException refused) {
            accepting = false;
            driver.tellLater(() -> events.failed(refused));
        }
    }

    private void deal(MemorySocket socket) {
        Driver.HandOver handOver = events.handOver();
        if (handOver == null) {
            MemoryWire wire = new MemoryWire(driver, socket);
            driver.tellLater(() -> events.accepted(wire));
            return;
        }
        MemoryWire wire = new MemoryWire((MemoryDriver) handOver.driver(), socket);
        boolean given = handOver.give(() -> {
            try {
                handOver.accepted(wire);
            } finally {
                handOver.end();
            }
        });
        if (!given) {
            socket.close();
            handOver.end();
        }
    }

    @Override
    public void accept() {
        world.lock.lock();
        try {
            accepting = true;
            acceptAll();
        } finally {
            world.lock.unlock();
        }
    }

    @Override
    public void close() {
        world.lock.lock();
        try {
            world.network().close(place);
            backlog.forEach(MemorySocket::reset);
            backlog.clear();
        } finally {
            world.lock.unlock();
        }
        driver.tellLater(events::closed);
    }
}
