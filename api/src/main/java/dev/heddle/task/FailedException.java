package dev.heddle.task;

/** A {@link Scope} has no result. The cause is the exception of the subtask that its joiner names, or the joiner's own. */
public final class FailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A failure because of {@code cause}. */
    public FailedException(Throwable cause) {
        super(cause);
    }
}
