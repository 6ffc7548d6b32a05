package dev.heddle.testing;

import dev.heddle.core.Datagram;
import dev.heddle.core.DatagramEvents;
import dev.heddle.core.DatagramWire;
import dev.heddle.net.DatagramOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** A socket for datagrams in memory. In a perfect network none is lost, but for those that nobody listens for. */
final class MemoryDatagramWire implements DatagramWire, MemoryDatagramEnd {

    private final MemoryDatagrams network;
    private final MemoryHost host;
    private final MemoryDriver driver;
    private final DatagramOptions options;
    private final DatagramEvents events;
    private final InetSocketAddress local;

    /** Each tells of what a read brings. The network's lock guards this and what follows. */
    private final Queue<Runnable> received = new ArrayDeque<>();

    private final Set<InetAddress> groups = new HashSet<>();
    private boolean reading;
    private boolean closed;

    private MemoryDatagramWire(
            MemoryDatagrams network,
            MemoryHost host,
            MemoryDriver driver,
            InetSocketAddress local,
            DatagramOptions options,
            DatagramEvents events) {
        this.network = network;
        this.host = host;
        this.driver = driver;
        this.options = options;
        this.events = events;
        this.local = local;
    }

    static MemoryDatagramWire open(
            MemoryDatagrams network,
            MemoryHost host,
            MemoryDriver driver,
            InetSocketAddress local,
            DatagramOptions options,
            DatagramEvents events)
            throws IOException {
        return network.open(
                host,
                local.getPort(),
                options.reuseAddress(),
                port -> new MemoryDatagramWire(
                        network, host, driver, new InetSocketAddress(local.getAddress(), port), options, events));
    }

    @Override
    public MemoryHost host() {
        return host;
    }

    @Override
    public boolean sharesPort() {
        return options.reuseAddress();
    }

    @Override
    public boolean isMemberOf(InetAddress group) {
        return groups.contains(group);
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public void arrive(byte[] bytes, InetSocketAddress sender) {
        if (options.peer() == null || options.peer().equals(sender)) {
            ByteBuffer cut = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, options.largestReceivedBytes() + 1));
            receive(() -> events.arrived(cut, sender));
        }
    }

    private void receive(Runnable event) {
        received.add(event);
        proceed();
    }

    /** Has what a read waits for told in the next turn. With the network's lock held. */
    private void proceed() {
        if (reading && !received.isEmpty()) {
            reading = false;
            Runnable event = received.remove();
            driver.tellLater(() -> tell(event));
        }
    }

    private void tell(Runnable event) {
        if (!closed) {
            event.run();
        }
    }

    @Override
    public void read() {
        network.locked(() -> {
            reading = true;
            proceed();
        });
    }

    @Override
    public boolean write(List<Datagram> batch) {
        List<Datagram> unroutable = batch.stream()
                .filter(datagram -> MemoryWorld.UNREACHABLE_HOST.equals(
                        datagram.receiver().getAddress().getHostAddress()))
                .toList();
        network.locked(() -> batch.stream()
                .filter(datagram -> !unroutable.contains(datagram))
                .forEach(this::send));
        if (!unroutable.isEmpty()) {
            driver.tellLater(() -> tell(() -> tellNotSent(unroutable)));
        }
        return unroutable.isEmpty();
    }

    private void tellNotSent(List<Datagram> unroutable) {
        unroutable.forEach(datagram -> events.notSent(datagram, new NoRouteToHostException("No route to host")));
        events.sent();
    }

    private void send(Datagram datagram) {
        byte[] bytes = new byte[datagram.bytes().remaining()];
        datagram.bytes().get(bytes);
        network.send(host, bytes, sender(datagram.receiver()), datagram.receiver(), () -> {
            if (options.peer() != null) {
                receive(events::refused);
            }
        });
    }

    /** Who is bound to all addresses sends, within its machine, from the one that it sends to. */
    private InetSocketAddress sender(InetSocketAddress receiver) {
        boolean own = !local.getAddress().isAnyLocalAddress();
        if (!own && network.hostOf(host, receiver.getAddress()) != host) {
            return new InetSocketAddress(host.address(), local.getPort());
        }
        InetAddress from =
                own || receiver.getAddress().isMulticastAddress() ? local.getAddress() : receiver.getAddress();
        return new InetSocketAddress(from.isAnyLocalAddress() ? MemoryHosts.loopback() : from, local.getPort());
    }

    @Override
    public Runnable join(InetAddress group, NetworkInterface networkInterface) {
        network.locked(() -> groups.add(group));
        return () -> network.locked(() -> groups.remove(group));
    }

    @Override
    public void close() {
        closed = true;
        network.close(this);
        driver.tellLater(events::closed);
    }
}
