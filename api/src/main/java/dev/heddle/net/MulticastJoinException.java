package dev.heddle.net;

/** The system does not let a port join a multicast group. Group, interface and what the system said are in the message. */
public final class MulticastJoinException extends NetworkException {

    private static final long serialVersionUID = 1L;

    /** Says {@code message}, because of {@code cause}. */
    public MulticastJoinException(String message, Throwable cause) {
        super(message, cause);
    }
}
