package dev.heddle.defer;

/** A value was put into a {@link DeferredQueue} that is full. Thrown to who put it, and the value is not taken (L6). */
public final class QueueOverflowException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}. */
    public QueueOverflowException(String message) {
        super(message);
    }
}
