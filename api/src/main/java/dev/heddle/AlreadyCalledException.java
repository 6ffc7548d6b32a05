package dev.heddle;

/** A {@link DelayedCall} cannot be moved or cancelled any more, because it runs or has run. */
public final class AlreadyCalledException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}. */
    public AlreadyCalledException(String message) {
        super(message);
    }
}
