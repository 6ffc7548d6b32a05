package dev.heddle.defer;

import java.util.Objects;

/**
 * A {@link Deferreds#gather} has failed, since one of its inputs did: the {@linkplain #getCause cause} is that input's
 * own exception (L1).
 */
public final class FirstFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int index;

    /** The input at {@code index} was the first to fail, with {@code cause}. */
    public FirstFailureException(int index, Throwable cause) {
        super("input " + index + " was the first to fail: " + cause, Objects.requireNonNull(cause, "cause"));
        this.index = index;
    }

    /** Which of the inputs failed; the first has index 0. */
    public int index() {
        return index;
    }
}
