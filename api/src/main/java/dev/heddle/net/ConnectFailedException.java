package dev.heddle.net;

import org.jspecify.annotations.Nullable;

/**
 * A connection attempt came to nothing. The type tells what happened, the message tells it to a person, with host and
 * port (C3).
 */
public abstract sealed class ConnectFailedException extends NetworkException {

    private static final long serialVersionUID = 1L;

    private ConnectFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Nobody listens there: the peer refused the connection. */
    public static final class Refused extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}, because of {@code cause}. */
        public Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The time for resolution and connecting was up, or the system gave up waiting for an answer. */
    public static final class TimedOut extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}; {@code cause} is null where our own timeout was up. */
        public TimedOut(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The host name leads to no address, or to none of the family that is asked for. */
    public static final class UnknownHost extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}; {@code cause} is null where there are addresses, but none of the right family. */
        public UnknownHost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The network or the host cannot be reached from here. */
    public static final class NoRoute extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}, because of {@code cause}. */
        public NoRoute(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The local address to connect from could not be bound. */
    public static final class BindFailed extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}, because of {@code cause}. */
        public BindFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** This process, or the system, has no file descriptor left. */
    public static final class OutOfDescriptors extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}, because of {@code cause}. */
        public OutOfDescriptors(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The application gave the attempt up, or the reactor stopped. */
    public static final class Cancelled extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}. */
        public Cancelled(String message) {
            super(message, null);
        }
    }

    /** There was a connection, but {@link Factory#buildProtocol} threw. */
    public static final class FactoryFailed extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}, because of {@code cause}. */
        public FactoryFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** There was a connection, but {@link Factory#buildProtocol} returned null. Told by endpoints alone. */
    public static final class NoProtocol extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}. */
        public NoProtocol(String message) {
            super(message, null);
        }
    }

    /** There was a connection, but {@link Protocol#connectionMade} threw. Told by endpoints alone. */
    public static final class ProtocolFailed extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}, because of {@code cause}. */
        public ProtocolFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * There was a connection, but it was lost before it could be used: its TLS handshake failed, or was not completed. Told
     * by endpoints alone.
     */
    public static final class HandshakeFailed extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}; {@code cause} is null where the connection ended in order. */
        public HandshakeFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Anything else that the system reported; the cause says what. */
    public static final class Other extends ConnectFailedException {
        private static final long serialVersionUID = 1L;

        /** Says {@code message}, because of {@code cause}. */
        public Other(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
