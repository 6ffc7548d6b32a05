package dev.heddle.net;

import org.jspecify.annotations.Nullable;

/**
 * A connection is over, or closing, and so what a Deferred waited for does not happen any more. Why it is over is its
 * {@link #reason}.
 */
public final class ConnectionClosedException extends NetworkException {

    private static final long serialVersionUID = 1L;

    /** Not for other JVMs. */
    private final transient CloseReason reason;

    /** Says {@code message}, and why. */
    public ConnectionClosedException(String message, CloseReason reason) {
        super(message + ": " + say(reason), causeOf(reason));
        this.reason = reason;
    }

    /** Why the connection is over; {@code ConnectionDone} for one that closes in order. */
    public CloseReason reason() {
        return reason;
    }

    private static String say(CloseReason reason) {
        return switch (reason) {
            case CloseReason.ConnectionDone done -> "it was closed in order";
            case CloseReason.ConnectionAborted aborted -> "it was aborted on this side";
            case CloseReason.ConnectionLost(var cause) -> cause.toString();
            case CloseReason.ProtocolFailed(var cause) -> "its protocol threw " + cause;
        };
    }

    private static @Nullable Throwable causeOf(CloseReason reason) {
        return switch (reason) {
            case CloseReason.ConnectionDone done -> null;
            case CloseReason.ConnectionAborted aborted -> null;
            case CloseReason.ConnectionLost(var cause) -> cause;
            case CloseReason.ProtocolFailed(var cause) -> cause;
        };
    }
}
