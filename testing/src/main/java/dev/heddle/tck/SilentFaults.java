package dev.heddle.tck;

import dev.heddle.core.PortRuleError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong during a test where the test does not look: exceptions that end a thread, and broken rules of the port
 * that the core took for a fault of the application's and logged.
 */
final class SilentFaults extends Handler {

    private final Logger logger = Logger.getLogger("dev.heddle");
    private final Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    /** Begins to look. */
    SilentFaults() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> faults.add(thrown));
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getThrown() instanceof PortRuleError broken) {
            faults.add(broken);
        }
    }

    @Override
    public void flush() {}

    /** Looks no more. */
    @Override
    public void close() {
        logger.removeHandler(this);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    /** Fails if there was anything. */
    void check() {
        if (!faults.isEmpty()) {
            AssertionError silent = new AssertionError("something went wrong where nobody looked: " + faults);
            faults.forEach(silent::addSuppressed);
            throw silent;
        }
    }
}
