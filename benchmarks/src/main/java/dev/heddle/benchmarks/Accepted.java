package dev.heddle.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How many connections a port has seen and lost, from its beginning on. Any thread may count and look, and also another
 * process, which maps the same file: so it costs no message to know how far a program is. Three numbers of eight bytes
 * are in it, in the machine's order: seen, lost, and failed, each {@value #APART_BYTES} bytes from the one before.
 */
public final class Accepted implements ConnectionEvents, AutoCloseable {

    /** So that no two share a line of a processor's cache. */
    private static final int APART_BYTES = 64;

    private static final int SEEN = 0;
    private static final int LOST = APART_BYTES;
    private static final int FAILED = 2 * APART_BYTES;

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(Completion.LIMIT_SECONDS);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Path file;
    private final ByteBuffer counts;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Follower follower;

    /** None yet. */
    public Accepted() {
        try {
            file = Files.createTempFile("heddle-accepted", "");
            file.toFile().deleteOnExit(); // if it is not closed
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                counts = channel.map(MapMode.READ_WRITE, 0, 3 * APART_BYTES);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot map a temporary file", failed);
        }
    }

    /** The file, for another process. */
    public Path file() {
        return file;
    }

    /** Who is told of what happens in this process, after it was counted. */
    interface Follower {

        /** So many are lost now, this one among them; each number is told once. */
        void lost(long count);

        /** One failed. */
        void failed(Throwable cause);
    }

    /** From now on, {@code next} is told as well. */
    void follow(Follower next) {
        follower = next;
    }

    @Override
    public void seen() {
        count(SEEN);
    }

    @Override
    public void lost() {
        long count = count(LOST);
        Follower next = follower;
        if (next != null) {
            next.lost(count);
        }
    }

    @Override
    public void failed(Throwable cause) {
        failure = cause;
        count(FAILED);
        Follower next = follower;
        if (next != null) {
            next.failed(cause);
        }
    }

    private long count(int place) {
        return (long) LONGS.getAndAdd(counts, place, 1L) + 1;
    }

    private long counted(int place) {
        return (long) LONGS.getVolatile(counts, place);
    }

    /** How many connections are over. */
    public long lostCount() {
        return counted(LOST);
    }

    /**
     * Checks that no connection failed.
     *
     * @throws IllegalStateException if one did
     */
    public void checkFailures() {
        long failed = counted(FAILED);
        if (failed > 0) {
            throw new IllegalStateException(
                    "the server saw " + failed + " connections that did not end with a reset", failure);
        }
    }

    /**
     * Waits until so many are lost.
     *
     * @throws IllegalStateException if that takes more than {@value Completion#LIMIT_SECONDS} s, if one failed, or if there were more
     */
    public void awaitLost(long expected) {
        long beganNanos = System.nanoTime();
        while (lostCount() < expected) {
            checkFailures();
            if (System.nanoTime() - beganNanos > LIMIT_NANOS) {
                throw new IllegalStateException(
                        "the server did not lose all within " + Completion.LIMIT_SECONDS + " s, having done " + this);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        checkFailures();
        Completion.check("connections that the server saw", expected, counted(SEEN));
        Completion.check("connections that the server lost", expected, lostCount());
    }

    @Override
    public String toString() {
        return counted(SEEN) + " seen by the server, " + lostCount() + " lost by it";
    }

    /** Deletes the file. Processes that have it go on with it. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // It is deleted at exit.
        }
    }
}
