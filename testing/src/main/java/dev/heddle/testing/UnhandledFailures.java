package dev.heddle.testing;

import static java.util.stream.Collectors.joining;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.defer.UnhandledFailureReporter;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a test strict: failures of Deferreds that nobody handles while this is open are kept instead of logged, and
 * closing it throws if there are any (D12).
 *
 * {@snippet :
 * try (var strict = UnhandledFailures.watch()) {
 *     client.ask("name");         // its Deferred fails, and nobody added an errback
 * }                               // AssertionError: nobody handled the failure of a Deferred: ...
 * }
 *
 * <p>It does not wait for the garbage collector: what is at the end of a chain on closing counts, reachable or not. With
 * {@code -Dheddle.debug=true} each exception tells where its Deferred was made and fired. {@link StrictFailures} does
 * this around each test of a JUnit class.
 *
 * <p>There is one reporter in a program: tests that run at the same time are told of each other's failures. Of several
 * watches that are open, the one that was opened last is told, and must be closed first.
 */
public final class UnhandledFailures implements AutoCloseable {

    private final UnhandledFailureReporter before;
    private final List<Failure> kept = new ArrayList<>();
    private boolean closed;

    private UnhandledFailures() {
        Deferred.reportUnhandled();
        before = Deferred.setUnhandledFailureReporter(this::report);
    }

    /** Begins. What nobody has handled by now is reported as it would have been before. */
    public static UnhandledFailures watch() {
        return new UnhandledFailures();
    }

    private void report(Failure failure) {
        synchronized (this) {
            if (!closed) {
                kept.add(failure);
                return;
            }
        }
        before.report(failure);
    }

    /** What nobody has handled by now, for a test that expects it: it is taken out, and closing says nothing of it. */
    public List<Failure> take() {
        Deferred.reportUnhandled();
        return takeKept();
    }

    /**
     * Ends, once.
     *
     * @throws AssertionError if there are failures that nobody handled: it names each, and has them as suppressed
     *     exceptions
     */
    @Override
    public void close() {
        if (closed()) {
            return;
        }
        Deferred.reportUnhandled();
        Deferred.setUnhandledFailureReporter(before);
        List<Failure> left = end();
        if (!left.isEmpty()) {
            AssertionError strict = new AssertionError(describe(left));
            left.forEach(failure -> strict.addSuppressed(failure.getCause()));
            throw strict;
        }
    }

    private synchronized boolean closed() {
        return closed;
    }

    private synchronized List<Failure> end() {
        closed = true;
        return takeKept();
    }

    private synchronized List<Failure> takeKept() {
        List<Failure> taken = List.copyOf(kept);
        kept.clear();
        return taken;
    }

    private static String describe(List<Failure> left) {
        String count = left.size() == 1 ? "the failure of a Deferred" : left.size() + " failures of Deferreds";
        return left.stream()
                .map(failure -> failure.getCause().toString())
                .collect(joining("; ", "nobody handled " + count + ": ", ""));
    }
}
