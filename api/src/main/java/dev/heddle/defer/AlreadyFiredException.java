package dev.heddle.defer;

/**
 * A {@link Deferred} was fired a second time: the author of the calling code must act. Always thrown to the caller,
 * never delivered later. With {@code -Dheddle.debug=true} the suppressed exceptions show where the Deferred was made
 * and where it was fired first (D5).
 */
public final class AlreadyFiredException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}. */
    public AlreadyFiredException(String message) {
        super(message);
    }
}
