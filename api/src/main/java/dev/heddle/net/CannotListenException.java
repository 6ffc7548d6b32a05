package dev.heddle.net;

/** A port could not be bound. The message names the address, the port and what the system said. */
public final class CannotListenException extends NetworkException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}, because of {@code cause}. */
    public CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
