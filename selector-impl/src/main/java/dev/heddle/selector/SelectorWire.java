package dev.heddle.selector;

import dev.heddle.core.FilePart;
import dev.heddle.core.SocketSettings;
import dev.heddle.core.Wire;
import dev.heddle.core.WireEvents;
import dev.heddle.net.StreamOptions;
import dev.heddle.selector.SelectorDriver.Selectable;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection at the selector: readiness becomes completion here.
 *
 * <p>Each registration and each change of interest is a system call, so they are put off. The first read is tried before
 * the channel is registered, since there are often bytes by then, or a reset. Interest in reading is dropped only when
 * the channel is readable and nobody reads.
 */
final class SelectorWire implements Wire, Selectable {

    private final SelectorDriver driver;
    final SocketChannel channel;
    private final SocketAddress local;
    private final SocketAddress remote;

    /** Null until attached. */
    private @Nullable WireEvents events;

    /** Null until the channel is registered. */
    private @Nullable SelectionKey key;

    private boolean begun;
    private boolean reading;

    /** Whether the socket is to be told, before it sends something, that this is not to be delayed. */
    private boolean owesNoDelay;

    /** What sends more of what is being written; null if there is no write under way. */
    private @Nullable Sending unsent;

    /** A write that the kernel did not take at once. */
    @FunctionalInterface
    private interface Sending {
        /** Whether the kernel has taken everything now. */
        boolean proceed() throws IOException;
    }

    SelectorWire(SelectorDriver driver, SocketChannel channel, StreamOptions options) throws IOException {
        this.driver = driver;
        this.channel = channel;
        local = channel.getLocalAddress();
        owesNoDelay = options.noDelay() && !SocketSettings.isUnix(local);
        remote = channel.getRemoteAddress();
        key = channel.keyFor(driver.selector());
        if (key != null) {
            key.attach(this);
        }
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void attach(WireEvents events) {
        this.events = events;
    }

    @Override
    public void ready(SelectionKey ready) {
        if (ready.isWritable()) {
            writable();
        }
        if (ready.isValid() && ready.isReadable()) {
            readable();
        }
    }

    // Reading.

    /** Reads for the first time, if that was asked for by now. Called in a turn, after the core was told of the wire. */
    void begin() {
        begun = true;
        if (reading) {
            readable();
        }
    }

    @Override
    public void read() {
        reading = true;
        if (begun && (key == null || (key.interestOps() & SelectionKey.OP_READ) == 0)) {
            driver.tellLater(this::readable);
        }
    }

    private void readable() {
        if (!reading || !channel.isOpen()) {
            setInterest(SelectionKey.OP_READ, false);
            return;
        }
        ByteBuffer buffer = driver.readBuffer();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException broken) {
            reading = false;
            events().failed(broken);
            return;
        }
        if (count == 0) {
            setInterest(SelectionKey.OP_READ, true);
        } else if (count < 0) {
            reading = false;
            events().ended();
        } else {
            reading = false;
            events().arrived(buffer.flip());
        }
    }

    // Writing.

    @Override
    public boolean write(ByteBuffer[] batch) {
        try {
            if (sendSome(batch)) {
                return true;
            }
        } catch (IOException broken) {
            driver.tellLater(() -> writeFailed(broken));
            return false;
        }
        proceedWhenWritable(() -> sendSome(batch));
        return false;
    }

    @Override
    public boolean transfersFiles() {
        return true;
    }

    /** Where the file is not in memory, this waits for the disk: the part is small enough for that to be short. */
    @Override
    public boolean transfer(FilePart part) {
        try {
            if (transferSome(part)) {
                return true;
            }
        } catch (IOException broken) {
            driver.tellLater(() -> writeFailed(broken));
            return false;
        }
        proceedWhenWritable(() -> transferSome(part));
        return false;
    }

    private void proceedWhenWritable(Sending sending) {
        unsent = sending;
        setInterest(SelectionKey.OP_WRITE, true);
    }

    private void writeFailed(IOException cause) {
        if (channel.isOpen()) {
            events().failed(cause);
        }
    }

    private void writable() {
        Sending sending = unsent;
        try {
            if (sending != null && !sending.proceed()) {
                return;
            }
        } catch (IOException broken) {
            setInterest(SelectionKey.OP_WRITE, false);
            events().failed(broken);
            return;
        }
        setInterest(SelectionKey.OP_WRITE, false);
        if (sending != null) {
            unsent = null;
            events().sent();
        }
    }

    /** Whether the kernel took everything. */
    private boolean sendSome(ByteBuffer[] batch) throws IOException {
        setNoDelay();
        if (batch.length == 1) {
            channel.write(batch[0]);
        } else {
            channel.write(batch);
        }
        return !batch[batch.length - 1].hasRemaining();
    }

    /** Whether the kernel took everything. */
    private boolean transferSome(FilePart part) throws IOException {
        setNoDelay();
        part.sent(part.region().transferTo(part.position(), part.left(), channel));
        return part.isSent();
    }

    private void setNoDelay() throws IOException {
        if (owesNoDelay) {
            owesNoDelay = false;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    private void setInterest(int operation, boolean wanted) {
        key = driver.setInterest(channel, this, key, operation, wanted);
    }

    // Ending.

    @Override
    public void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException gone) {
            // Reading will say so.
        }
    }

    /** The JDK releases a registered channel with the next select. */
    @Override
    public boolean close() {
        unsent = null;
        closeQuietly(channel);
        if (key == null || events == null) {
            return true;
        }
        driver.tellLater(events::closed);
        return false;
    }

    @Override
    public boolean reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // The connection is gone, so there is nothing to reset.
        }
        return close();
    }

    private WireEvents events() {
        if (events == null) {
            throw new IllegalStateException("the wire is not attached");
        }
        return events;
    }

    /** Connects to a UNIX socket, without waiting, and closes the connection. */
    static void probe(UnixDomainSocketAddress address) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(address);
        }
    }

    static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // The descriptor is released all the same.
        }
    }
}
