package dev.heddle.loom;

import dev.heddle.core.Datagram;
import dev.heddle.core.DatagramEvents;
import dev.heddle.core.DatagramWire;
import dev.heddle.core.SocketSettings;
import dev.heddle.net.DatagramOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A socket for datagrams: a blocking channel, and the thread that receives from it.
 *
 * <p>What is written in that thread's own turns it sends itself, after it let go of the baton; what others write goes to a
 * <em>writer</em>, a thread that exists while there is something to send. Either may wait until the system takes a
 * datagram, which does not depend on what any peer does, so nobody waits for ever, as {@link LoomWire} has to fear.
 */
final class LoomDatagramWire implements DatagramWire {

    private final LoomDriver driver;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final DatagramEvents events;
    private final int bufferBytes;

    /** Null until the reading thread says who it is; it looks for what is wanted after that. */
    private volatile @Nullable Thread reader;

    private volatile boolean readWanted;
    private volatile boolean closed;

    /** What the reading thread is to send before it reads on; null if there is nothing. That thread's own. */
    private @Nullable List<Datagram> ownBatch;

    /** Whether there is a reading thread. With the baton held. */
    private boolean readerStarted;

    /** How many threads serve this socket. With the baton held. */
    private int threads;

    private LoomDatagramWire(LoomDriver driver, DatagramChannel channel, DatagramOptions options, DatagramEvents events)
            throws IOException {
        this.driver = driver;
        this.channel = channel;
        this.events = events;
        local = (InetSocketAddress) channel.getLocalAddress();
        bufferBytes = options.largestReceivedBytes() + 1;
    }

    static LoomDatagramWire open(
            LoomDriver driver, InetSocketAddress local, DatagramOptions options, DatagramEvents events)
            throws IOException {
        DatagramChannel channel = SocketSettings.isIpv4Alone(local)
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
        try {
            SocketSettings.ofDatagrams(options, channel::setOption);
            channel.bind(local);
            if (options.peer() != null) {
                channel.connect(options.peer());
            }
            return new LoomDatagramWire(driver, channel, options, events);
        } catch (IOException | RuntimeException refused) {
            LoomDriver.closeQuietly(channel);
            throw refused;
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    // The reading thread.

    private void serve() {
        reader = Thread.currentThread();
        ByteBuffer buffer = ByteBuffer.allocate(bufferBytes);
        for (int reads = 1; awaitWanted(); reads++) {
            Runnable event = receiveInto(buffer);
            driver.visit(event);
            for (List<Datagram> batch = takeOwn(); batch != null; batch = takeOwn()) {
                send(batch);
                driver.visit(this::tellSent);
            }
            LoomDriver.pauseAfter(reads);
        }
        driver.visit(this::threadEnds);
    }

    private boolean awaitWanted() {
        while (!isWanted()) {
            LockSupport.park(this);
        }
        readWanted = false;
        return !closed;
    }

    /** Whether there is something to do; no earlier interrupt keeps this thread from parking, or from reading (M7). */
    private boolean isWanted() {
        boolean wanted = readWanted || closed;
        Thread.interrupted();
        return wanted;
    }

    /** What to tell of a read. */
    private Runnable receiveInto(ByteBuffer buffer) {
        try {
            InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer.clear());
            return () -> events.arrived(buffer.flip(), sender);
        } catch (PortUnreachableException refused) {
            return events::refused;
        } catch (IOException broken) {
            return () -> tellUnlessClosed(() -> failed(broken));
        }
    }

    /** An interrupt of the application's closes the channel, and nothing can be received any more (M7). */
    private void failed(IOException broken) {
        if (channel.isOpen()) {
            events.failed(broken);
        } else {
            events.broken(broken);
        }
    }

    private @Nullable List<Datagram> takeOwn() {
        List<Datagram> batch = ownBatch;
        ownBatch = null;
        return closed ? null : batch;
    }

    private void send(List<Datagram> batch) {
        for (Datagram datagram : batch) {
            try {
                channel.send(datagram.bytes(), datagram.receiver());
            } catch (IOException refused) {
                driver.visit(() -> tellUnlessClosed(() -> events.notSent(datagram, refused)));
            }
        }
    }

    private void tellSent() {
        tellUnlessClosed(events::sent);
    }

    private void tellUnlessClosed(Runnable event) {
        if (!closed) {
            event.run();
        }
    }

    /** The socket is released when no thread is in an operation on it any more. */
    private void threadEnds() {
        threads--;
        tellIfReleased();
    }

    private void tellIfReleased() {
        if (closed && threads == 0) {
            events.closed();
        }
    }

    // What the core asks for, with the baton held.

    @Override
    public void read() {
        readWanted = true;
        if (!readerStarted) {
            readerStarted = true;
            start("heddle datagrams", this::serve);
        } else if (Thread.currentThread() != reader) {
            LockSupport.unpark(reader);
        }
    }

    private void start(String name, Runnable work) {
        threads++;
        driver.runBeside(name, work);
    }

    @Override
    public boolean write(List<Datagram> batch) {
        if (Thread.currentThread() == reader) {
            ownBatch = batch;
        } else {
            start("heddle datagram writer", () -> {
                send(batch);
                driver.visit(() -> {
                    tellSent();
                    threadEnds();
                });
            });
        }
        return false;
    }

    @Override
    public Runnable join(InetAddress group, NetworkInterface networkInterface) throws IOException {
        return channel.join(group, networkInterface)::drop;
    }

    @Override
    public void close() {
        closed = true;
        LoomDriver.closeQuietly(channel);
        if (threads == 0) {
            driver.runBeside("heddle datagrams", () -> driver.visit(this::tellIfReleased));
        } else {
            LockSupport.unpark(reader);
        }
    }
}
