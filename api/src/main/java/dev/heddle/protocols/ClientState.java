package dev.heddle.protocols;

/**
 * The life of a {@link ClientService}. Every rule about what may follow what is in {@link #on}, and nowhere else.
 *
 * <pre>
 *   INIT ──START──▶ CONNECTING ──READY──▶ CONNECTED        STOP leads to STOPPED where there is nothing to end,
 *                    ▲      │                │             and otherwise by way of DISCONNECTING, where a START
 *                  RETRY   GONE             GONE           leads to RESTARTING
 *                    │      ▼                │
 *                    └── WAITING ◀───────────┘             DISCONNECTING ──GONE──▶ STOPPED
 *                                                          RESTARTING    ──GONE──▶ CONNECTING
 * </pre>
 */
enum ClientState {

    /** Never started. */
    INIT,
    /** An attempt is under way, or a connection is being prepared. */
    CONNECTING,
    /** The last attempt or connection is over, and the next attempt is scheduled. */
    WAITING,
    /** There is a connection, which is prepared. */
    CONNECTED,
    /** Stopped, but what there was is not over yet. */
    DISCONNECTING,
    /** As {@link #DISCONNECTING}, and started again meanwhile. */
    RESTARTING,
    /** Stopped, and nothing is left. */
    STOPPED;

    enum Event {
        /** The application starts it. */
        START,
        /** The application stops it. */
        STOP,
        /** The connection is there, and prepared. */
        READY,
        /** The attempt has come to nothing, or the connection is lost. */
        GONE,
        /** The wait before the next attempt is over. */
        RETRY
    }

    ClientState on(Event event) {
        return switch (event) {
            case START ->
                switch (this) {
                    case INIT, STOPPED -> CONNECTING;
                    case DISCONNECTING -> RESTARTING;
                    case CONNECTING, WAITING, CONNECTED, RESTARTING -> this;
                };
            case STOP ->
                switch (this) {
                    case INIT, WAITING -> STOPPED;
                    case CONNECTING, CONNECTED, RESTARTING -> DISCONNECTING;
                    case DISCONNECTING, STOPPED -> this;
                };
            case READY -> this == CONNECTING ? CONNECTED : this;
            case GONE ->
                switch (this) {
                    case CONNECTING, CONNECTED -> WAITING;
                    case DISCONNECTING -> STOPPED;
                    case RESTARTING -> CONNECTING;
                    case INIT, WAITING, STOPPED -> this;
                };
            case RETRY -> this == WAITING ? CONNECTING : this;
        };
    }

    /** Whether there is, or will be, a connection for those who ask. */
    boolean isRunning() {
        return switch (this) {
            case CONNECTING, WAITING, CONNECTED, RESTARTING -> true;
            case INIT, DISCONNECTING, STOPPED -> false;
        };
    }
}
