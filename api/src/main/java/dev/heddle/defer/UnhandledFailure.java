package dev.heddle.defer;

import dev.heddle.spi.Trail;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A failure at the end of a chain. It is reported once, when the Deferred became unreachable or when all are asked for,
 * unless something is added before (D12).
 *
 * <p>It stands in {@link Chain}'s field while the chain is idle, so an addition finds it there. Three may come for it
 * at the same time: an addition, the cleaner, and {@link #reportAll}. Whoever sets {@code settled} has it; an addition
 * that comes second goes on with a failure that is marked as reported, so that it is not told of again at the next end.
 *
 * <p>It is watched only after it was put into the field: a report must not tell of a failure for which an errback has
 * been added already. So an addition may settle it before it is watched, and it would then be watched for ever. The
 * watcher enters it and then looks whether it is settled; who settles it does so and then takes it out. Each writes
 * before it reads, so at least one of the two takes it out.
 *
 * <p>It does not hold the Deferred. If its exception does, the Deferred never becomes unreachable, and only
 * {@link #reportAll} finds it.
 */
final class UnhandledFailure implements Runnable {

    private static final System.Logger LOGGER = System.getLogger("dev.heddle");

    /** All that are watched. */
    private static final Set<UnhandledFailure> WATCHED = ConcurrentHashMap.newKeySet();

    private static final AtomicReference<UnhandledFailureReporter> REPORTER =
            new AtomicReference<>(UnhandledFailure::log);

    private final Failure failure;
    private final AtomicBoolean settled = new AtomicBoolean();

    /** Null until it is watched. */
    private volatile Cleaner.@Nullable Cleanable watch;

    /** Made with the first failure that is left: what never fails needs no thread. */
    private static final class Watching {
        static final Cleaner CLEANER = Cleaner.create();
    }

    UnhandledFailure(Failure failure) {
        this.failure = failure;
    }

    static UnhandledFailureReporter setReporter(UnhandledFailureReporter reporter) {
        return REPORTER.getAndSet(reporter);
    }

    static void reportAll() {
        WATCHED.forEach(UnhandledFailure::report);
    }

    /** Reports this once {@code deferred}, at the end of whose chain it is, has become unreachable. */
    void watch(Chain deferred) {
        WATCHED.add(this);
        watch = Watching.CLEANER.register(deferred, this);
        if (settled.get()) {
            forget();
        }
    }

    /** Ends the watch, since the chain goes on; the failure for it to go on with. */
    Failure takeUp() {
        boolean unreported = settle();
        forget();
        return unreported ? failure : failure.asReported();
    }

    /** Called by the cleaner; also when it is told that there is nothing to clean up, and then does nothing. */
    @Override
    public void run() {
        report();
    }

    private void report() {
        if (settle()) {
            forget();
            tell();
        }
    }

    private boolean settle() {
        return settled.compareAndSet(false, true);
    }

    private void forget() {
        WATCHED.remove(this);
        Cleaner.Cleanable known = watch;
        if (known != null) {
            known.clean();
        }
    }

    private void tell() {
        UnhandledFailureReporter reporter = REPORTER.get();
        try {
            reporter.report(failure);
        } catch (Throwable thrown) {
            LOGGER.log(Level.ERROR, "exception in " + reporter + ", which was to report the failure below", thrown);
            log(failure);
        }
    }

    private static void log(Failure failure) {
        String hint = Trail.IS_KEPT ? "" : " (-Dheddle.debug=true tells where it was made)";
        LOGGER.log(Level.ERROR, "nobody handled the failure of a Deferred" + hint, failure.getCause());
    }
}
