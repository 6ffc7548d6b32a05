package dev.heddle;

/** A {@link DelayedCall} cannot be moved or cancelled any more, because it was cancelled. */
public final class AlreadyCancelledException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}. */
    public AlreadyCancelledException(String message) {
        super(message);
    }
}
