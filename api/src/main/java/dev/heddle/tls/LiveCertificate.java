package dev.heddle.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is read again when its files have changed. Whoever asks, which is a handshake's work beside the reactor,
 * looks at the files if nobody has for a while; meanwhile others get what there is. Safe from any thread.
 */
final class LiveCertificate {

    private static final System.Logger LOG = System.getLogger("dev.heddle.tls");

    /** One version of it, which must not be mixed with another: the key of one does not fit the other. */
    record Version(int number, PrivateCertificate certificate) {}

    /** What tells a changed file from an unchanged one; null fields if it could not be looked at. */
    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Object key) {}

    private final long intervalNanos;
    private final LongSupplier clock;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile Version current;

    /** For handshakes that began with it; null if there is none. */
    private volatile @Nullable Version previous;

    private volatile long lookedNanos;

    /** Guarded by the lock. */
    private List<Stamp> stamps;

    LiveCertificate(PrivateCertificate certificate, Duration interval, LongSupplier clock) {
        this.intervalNanos = interval.toNanos();
        this.clock = clock;
        current = new Version(0, certificate);
        stamps = stampsOf(certificate.files());
        lookedNanos = clock.getAsLong();
    }

    /** The same, looking at its files at most so often. */
    static LiveCertificate of(PrivateCertificate certificate, Duration interval) {
        return new LiveCertificate(certificate, interval, System::nanoTime);
    }

    /** What is to be shown to a peer that comes now. May read files. */
    Version current() {
        if (clock.getAsLong() - lookedNanos >= intervalNanos && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    /** That of this number; null if it was replaced more than once. */
    @Nullable
    PrivateCertificate version(int number) {
        for (Version version : new Version[] {current, previous}) {
            if (version != null && version.number() == number) {
                return version.certificate();
            }
        }
        return null;
    }

    private void look() {
        lookedNanos = clock.getAsLong();
        List<Path> files = current.certificate().files();
        List<Stamp> now = stampsOf(files);
        if (now.equals(stamps)) {
            return;
        }
        stamps = now;
        try {
            previous = current;
            current = new Version(current.number() + 1, current.certificate().reloaded());
        } catch (PemException unusable) { // most likely half of it is written
            LOG.log(
                    System.Logger.Level.WARNING,
                    "keeping the " + current.certificate() + ", since what is in " + files + " now cannot be used: "
                            + unusable.getMessage());
        }
    }

    private static List<Stamp> stampsOf(List<Path> files) {
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.add(new Stamp(found.lastModifiedTime(), found.size(), found.fileKey()));
            } catch (IOException missing) {
                stamps.add(new Stamp(null, 0, null)); // it counts as changed when it is there again
            }
        }
        return stamps;
    }
}
