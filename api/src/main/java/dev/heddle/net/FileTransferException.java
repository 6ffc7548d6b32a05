package dev.heddle.net;

/**
 * A file that is being sent cannot be read, has been closed, or is shorter than what was to be sent of it. The cause in the
 * {@link CloseReason.ConnectionLost} of the connection, which is reset for it, so that its peer does not take what came for
 * the whole (B11).
 */
public final class FileTransferException extends NetworkException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}; {@code cause} is the file system's. */
    public FileTransferException(String message, Throwable cause) {
        super(message, cause);
    }
}
