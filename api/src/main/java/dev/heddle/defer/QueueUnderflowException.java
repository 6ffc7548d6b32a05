package dev.heddle.defer;

/** Too many wait for a value of a {@link DeferredQueue} already. Thrown to who would have been one more (L6). */
public final class QueueUnderflowException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}. */
    public QueueUnderflowException(String message) {
        super(message);
    }
}
