package dev.heddle.tck;

import dev.heddle.Reactor;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.HalfCloseable;
import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;
import dev.heddle.testing.WaitLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is a connection of another reactor, so that two backends can be tried against each other. It reads only
 * while somebody waits for bytes, as a plain socket does.
 */
final class ReactorPeer extends Protocol implements HalfCloseable, Peer {

    private final Reactor reactor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Bytes that came and were not received yet, ready to be read. The lock guards this and what follows. */
    private ByteBuffer received = ByteBuffer.allocate(0);

    private boolean made;
    private boolean ended;
    private @Nullable CloseReason lost;

    /** A peer for the next connection of {@code reactor}. */
    ReactorPeer(Reactor reactor) {
        this.reactor = reactor;
    }

    // What the reactor tells.

    @Override
    public void connectionMade() {
        transport().pauseReading();
        change(() -> made = true);
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        transport().pauseReading();
        change(() -> received = ByteBuffer.allocate(received.remaining() + bytes.remaining())
                .put(received)
                .put(bytes)
                .flip());
    }

    @Override
    public void readConnectionLost() {
        change(() -> ended = true);
    }

    @Override
    public void writeConnectionLost() {}

    @Override
    public void connectionLost(CloseReason reason) {
        change(() -> lost = reason);
    }

    /** There was a connection, but by the time that this was to be made it was lost. */
    void connectingFailed(ConnectFailedException reason) {
        change(() -> {
            made = true;
            lost = new ConnectionLost(reason);
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // What the test does.

    /** Waits until there is a connection. */
    ReactorPeer awaitMade() {
        await("a connection", () -> made);
        return this;
    }

    @Override
    public void send(byte[] bytes) {
        inTurn(transport -> transport.write(bytes));
    }

    @Override
    public byte @Nullable [] receiveSome(int most) {
        lock.lock();
        try {
            if (!received.hasRemaining() && !ended) {
                inTurn(Transport::resumeReading);
            }
        } finally {
            lock.unlock();
        }
        await("bytes from the other end", () -> received.hasRemaining() || ended || lost != null);
        return take(most);
    }

    private byte @Nullable [] take(int most) {
        lock.lock();
        try {
            if (received.hasRemaining()) {
                byte[] some = new byte[Math.min(most, received.remaining())];
                received.get(some);
                return some;
            }
            if (!ended && lost instanceof ConnectionLost(Exception cause)) {
                throw new UncheckedIOException(new IOException("the connection was lost", cause));
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void shutdownOutput() {
        inTurn(Transport::loseWriteConnection);
    }

    @Override
    public void reset() {
        inTurn(Transport::abortConnection);
    }

    @Override
    public void close() {
        inTurn(Transport::loseConnection);
    }

    /** As with a socket whose connection is lost, nothing happens where there is none. */
    private void inTurn(Consumer<Transport> action) {
        reactor.callFromThread(() -> {
            if (lost == null) {
                action.accept(transport());
            }
        });
    }

    private void await(String what, BooleanSupplier condition) {
        lock.lock();
        try {
            long left = WaitLimit.get().toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + what);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, interrupted);
        } finally {
            lock.unlock();
        }
    }
}
