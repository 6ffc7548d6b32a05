package dev.heddle.core;

/**
 * The life of a stream. Every rule about what may follow what is in {@link #on}, and nowhere else.
 *
 * <pre>
 *   OPEN ---LOSE---> FLUSHING ---FLUSHED---> LINGERING
 *    |                   |                       |
 *    '---PEER_ENDED---.  '--PEER_ENDED--.        '--PEER_ENDED--.
 *                     v                 v                       v
 *                     FINISHING ---------------FLUSHED------> CLOSED <---GONE--- any
 * </pre>
 */
enum StreamState {

    /** Bytes go both ways. */
    OPEN,
    /** Closing: no new bytes; queued ones still go out, and the peer's are thrown away. */
    FLUSHING,
    /** Closing: all bytes and the end of stream are out; the peer's bytes are thrown away until it ends, too. */
    LINGERING,
    /** The peer has ended; queued bytes still go out. */
    FINISHING,
    /** The wire is released. Nothing leaves this state. */
    CLOSED;

    enum Event {
        /** The application closes. */
        LOSE,
        /** The peer's end of stream. */
        PEER_ENDED,
        /** There is nothing left to send. */
        FLUSHED,
        /** Abort, failure, or a limit was reached. */
        GONE
    }

    StreamState on(Event event) {
        return switch (this) {
            case OPEN ->
                switch (event) {
                    case LOSE -> FLUSHING;
                    case PEER_ENDED -> FINISHING;
                    case FLUSHED -> OPEN;
                    case GONE -> CLOSED;
                };
            case FLUSHING ->
                switch (event) {
                    case LOSE -> FLUSHING;
                    case PEER_ENDED -> FINISHING;
                    case FLUSHED -> LINGERING;
                    case GONE -> CLOSED;
                };
            case LINGERING ->
                switch (event) {
                    case LOSE, FLUSHED -> LINGERING;
                    case PEER_ENDED, GONE -> CLOSED;
                };
            case FINISHING ->
                switch (event) {
                    case LOSE, PEER_ENDED -> FINISHING;
                    case FLUSHED, GONE -> CLOSED;
                };
            case CLOSED -> CLOSED;
        };
    }
}
