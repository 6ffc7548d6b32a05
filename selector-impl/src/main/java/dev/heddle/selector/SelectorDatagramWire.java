package dev.heddle.selector;

import dev.heddle.core.Datagram;
import dev.heddle.core.DatagramEvents;
import dev.heddle.core.DatagramWire;
import dev.heddle.core.SocketSettings;
import dev.heddle.net.DatagramOptions;
import dev.heddle.selector.SelectorDriver.Selectable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams at the selector: readiness becomes completion here. */
final class SelectorDatagramWire implements DatagramWire, Selectable {

    /** How many datagrams one turn of the loop brings of one socket, so that a flood does not starve the others. */
    private static final int READS_PER_TURN = 16;

    private final SelectorDriver driver;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final DatagramEvents events;
    private final ByteBuffer buffer;

    /** What is being written. */
    private final ArrayDeque<Datagram> batch = new ArrayDeque<>();

    /** Null until the channel is registered. */
    private @Nullable SelectionKey key;

    private boolean reading;

    private SelectorDatagramWire(
            SelectorDriver driver, DatagramChannel channel, DatagramOptions options, DatagramEvents events)
            throws IOException {
        this.driver = driver;
        this.channel = channel;
        this.events = events;
        local = (InetSocketAddress) channel.getLocalAddress();
        buffer = ByteBuffer.allocateDirect(options.largestReceivedBytes() + 1);
    }

    static SelectorDatagramWire open(
            SelectorDriver driver, InetSocketAddress local, DatagramOptions options, DatagramEvents events)
            throws IOException {
        DatagramChannel channel = SocketSettings.isIpv4Alone(local)
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            SocketSettings.ofDatagrams(options, channel::setOption);
            channel.bind(local);
            if (options.peer() != null) {
                channel.connect(options.peer());
            }
            return new SelectorDatagramWire(driver, channel, options, events);
        } catch (IOException | RuntimeException refused) {
            SelectorWire.closeQuietly(channel);
            throw refused;
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public void ready(SelectionKey ready) {
        if (ready.isWritable()) {
            writable();
        }
        for (int reads = 0; reads < READS_PER_TURN && reading && channel.isOpen(); reads++) {
            if (!readOne()) {
                return;
            }
        }
    }

    // Reading.

    @Override
    public void read() {
        reading = true;
        setInterest(SelectionKey.OP_READ, true);
    }

    /** Whether there was something to tell. */
    private boolean readOne() {
        InetSocketAddress sender;
        try {
            sender = (InetSocketAddress) channel.receive(buffer.clear());
        } catch (PortUnreachableException refused) {
            reading = false;
            events.refused();
            return true;
        } catch (IOException broken) {
            reading = false;
            setInterest(SelectionKey.OP_READ, false); // or it would be ready, and fail, all the time
            events.failed(broken);
            return false;
        }
        if (sender == null) {
            return false;
        }
        reading = false;
        events.arrived(buffer.flip(), sender);
        return true;
    }

    // Writing.

    @Override
    public boolean write(List<Datagram> batch) {
        this.batch.addAll(batch);
        while (!this.batch.isEmpty()) {
            Datagram next = this.batch.element();
            try {
                if (!send(next)) {
                    setInterest(SelectionKey.OP_WRITE, true);
                    return false;
                }
            } catch (IOException refused) {
                this.batch.remove();
                driver.tellLater(() -> goOn(next, refused));
                return false;
            }
            this.batch.remove();
        }
        return true;
    }

    /** Whether the kernel took it. */
    private boolean send(Datagram datagram) throws IOException {
        return !datagram.bytes().hasRemaining()
                ? channel.send(datagram.bytes(), datagram.receiver()) >= 0
                : channel.send(datagram.bytes(), datagram.receiver()) > 0;
    }

    private void goOn(Datagram failed, IOException cause) {
        if (channel.isOpen()) {
            events.notSent(failed, cause);
            writable();
        }
    }

    private void writable() {
        setInterest(SelectionKey.OP_WRITE, false);
        if (channel.isOpen() && write(List.of())) {
            events.sent();
        }
    }

    private void setInterest(int operation, boolean wanted) {
        key = driver.setInterest(channel, this, key, operation, wanted);
    }

    // Groups.

    @Override
    public Runnable join(InetAddress group, NetworkInterface networkInterface) throws IOException {
        return channel.join(group, networkInterface)::drop;
    }

    /** The JDK releases a registered channel with the next select. */
    @Override
    public void close() {
        batch.clear();
        SelectorWire.closeQuietly(channel);
        driver.tellLater(events::closed);
    }
}
