package dev.heddle.benchmarks.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps others from measuring on this machine at the same time: the lock that JMH takes for each fork, for the whole of a
 * comparison. So what is in the way is told once, before anything starts, and not by every fork.
 */
final class MachineLock implements Closeable {

    private final FileChannel channel;

    private MachineLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws IOException if another process has it
     */
    static MachineLock take() throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw new IOException("cannot lock " + file + ": " + ResultFolder.reason(refused), refused);
        }
        if (!isOurs(channel)) {
            channel.close();
            throw new IOException("another comparison, or JMH, measures on this machine (it holds " + file
                    + "), and both would be falsified: wait for its end");
        }
        System.setProperty("jmh.ignoreLock", "true"); // it is ours already
        return new MachineLock(channel);
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
