package dev.heddle.defer;

import java.util.concurrent.CancellationException;

/**
 * What the callbacks of one chain did, as the digits of a number, in order. Nothing guards it: callbacks of one chain do
 * not run at the same time, and each sees what the earlier ones wrote (M4).
 */
final class Trace {

    private static final int CANCELLED = 8;
    private static final int FAILED = 9;

    private int digits;

    /** Has {@code digit} written down when {@code deferred} gets there. */
    void addTo(Deferred<Integer> deferred, int digit) {
        deferred.addCallback(value -> {
            write(digit);
            return value;
        });
    }

    /** Has {@code digit} written down if {@code deferred} gets there with a failure, which ends there. */
    void addRecoveryOf(Deferred<Integer> deferred, int digit) {
        deferred.addErrback(failure -> {
            write(digit);
            return digit;
        });
    }

    /** Has the outcome of {@code deferred} written down: its value, 8 for a cancel, 9 for any other failure. */
    void addOutcomeOf(Deferred<Integer> deferred) {
        deferred.addBoth((value, failure) -> {
            write(failure == null && value != null ? value : failure == null ? 0 : digitOf(failure));
            return 0;
        });
    }

    private static int digitOf(Failure failure) {
        return failure.check(CancellationException.class) == null ? FAILED : CANCELLED;
    }

    void write(int digit) {
        digits = digits * 10 + digit;
    }

    int digits() {
        return digits;
    }

    /** Fires {@code deferred}; 1 if it says that it has fired already, otherwise 0. */
    static int refusesFiring(Deferred<Integer> deferred, int value) {
        try {
            deferred.callback(value);
            return 0;
        } catch (AlreadyFiredException late) {
            return 1;
        }
    }
}
