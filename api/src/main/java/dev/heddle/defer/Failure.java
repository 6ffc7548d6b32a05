package dev.heddle.defer;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as an errback sees it: an exception, and short ways to ask about it. Immutable.
 *
 * {@snippet :
 * deferred.addErrback(failure -> {
 *     failure.trap(UnknownHost.class);     // anything else stays a failure
 *     return fallback;
 * });
 * }
 */
public final class Failure {

    private final Throwable cause;

    /** Whether it has been reported as one that nobody handled. */
    private final boolean reported;

    /** A failure because of {@code cause}. */
    public Failure(Throwable cause) {
        this(cause, false);
    }

    private Failure(Throwable cause, boolean reported) {
        this.cause = Objects.requireNonNull(cause, "cause");
        this.reported = reported;
    }

    /** This failure, as one that has been reported. */
    Failure asReported() {
        return new Failure(cause, true);
    }

    /** Whether it is to be reported if nobody handles it: not twice, and not the outcome of a cancel (D12). */
    boolean isToBeReported() {
        return !reported && !(cause instanceof CancellationException);
    }

    /** The exception itself. */
    public Throwable getCause() {
        return cause;
    }

    /** The first of {@code types} that the exception is an instance of, or null if it is of none. */
    @SafeVarargs
    public final @Nullable Class<? extends Throwable> check(Class<? extends Throwable>... types) {
        for (Class<? extends Throwable> type : types) {
            if (type.isInstance(cause)) {
                return type;
            }
        }
        return null;
    }

    /**
     * The first of {@code types} that the exception is an instance of.
     *
     * @throws Throwable the exception itself, if it is of none of the types, so that the chain's failure goes on
     */
    @SafeVarargs
    public final Class<? extends Throwable> trap(Class<? extends Throwable>... types) throws Throwable {
        Class<? extends Throwable> found = check(types);
        if (found == null) {
            throw cause;
        }
        return found;
    }

    /** What the exception says, or, if it says nothing, the name of its class. */
    public String getErrorMessage() {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getName() : message;
    }

    @Override
    public String toString() {
        return "Failure[" + cause + "]";
    }
}
