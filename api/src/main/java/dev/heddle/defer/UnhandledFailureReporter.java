package dev.heddle.defer;

/**
 * Is told of failures that nobody handled (D12). {@link Deferred#setUnhandledFailureReporter} installs one.
 *
 * <p>It is called once for each such failure, by a thread that is kept for this, soon after the garbage collector found
 * the Deferred to be unreachable; or by a thread that calls {@link Deferred#reportUnhandled}. So it may be called by
 * several threads at once, and never holds the baton of a reactor unless the caller of that method does. Until it
 * returns, the thread that is kept for this reports nothing else.
 */
@FunctionalInterface
public interface UnhandledFailureReporter {

    /**
     * Reports {@code failure}. What this throws is logged, and so is the failure then. With {@code -Dheddle.debug=true}
     * the exception tells where its Deferred was made and fired (D18).
     */
    void report(Failure failure);
}
