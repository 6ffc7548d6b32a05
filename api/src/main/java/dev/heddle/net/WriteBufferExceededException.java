package dev.heddle.net;

/**
 * More was written to a connection than its {@link WriteBufferLimits#hardBytes} allow to be kept for a peer that does not
 * read: the cause in the {@link CloseReason.ConnectionLost} of a connection that was aborted for it (S11).
 */
public final class WriteBufferExceededException extends NetworkException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}. */
    public WriteBufferExceededException(String message) {
        super(message, null);
    }
}
