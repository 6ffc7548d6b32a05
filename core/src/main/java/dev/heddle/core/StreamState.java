package dev.heddle.core;

/**
 * The life of a stream. Every rule about what may follow what is in {@link #on}, and nowhere else.
 *
 * <pre>
 *                                           our half: open          being ended     ended
 *
 *   both halves end by themselves,  peer's: open      OPEN          ENDING          OUTPUT_ENDED
 *                                           ended     INPUT_ENDED   CONCLUDING      CLOSED
 *
 *   the whole is being closed,      peer's: open                    FLUSHING        LINGERING
 *                                           ended                   FINISHING       CLOSED
 * </pre>
 *
 * <p>LOSE_WRITE leads from the first column to the second, and FLUSHED from the second to the third; PEER_ENDED leads from
 * an open peer's half to an ended one, and LOSE from the upper block to the lower one. GONE leads from anywhere to CLOSED.
 */
enum StreamState {

    /** Bytes go both ways. */
    OPEN,
    /** Ours: no new bytes; queued ones and then the end of stream go out. The peer's bytes are delivered. */
    ENDING,
    /** Our end of stream is out. The peer's bytes are delivered. */
    OUTPUT_ENDED,
    /** The peer has ended; our bytes go out. */
    INPUT_ENDED,
    /** The peer has ended; no new bytes of ours; queued ones and then the end of stream go out. */
    CONCLUDING,
    /** Closing: no new bytes; queued ones still go out, and the peer's are thrown away. */
    FLUSHING,
    /** Closing: all bytes and the end of stream are out; the peer's bytes are thrown away until it ends, too. */
    LINGERING,
    /** Closing: the peer has ended; queued bytes still go out. */
    FINISHING,
    /** It is over: the wire is, or is about to be, released. Nothing leaves this state. */
    CLOSED;

    enum Event {
        /** The application closes. */
        LOSE,
        /** The application ends our half. */
        LOSE_WRITE,
        /** The peer's end of stream. */
        PEER_ENDED,
        /** There is nothing left to send, and nobody who would write more. */
        FLUSHED,
        /** Abort, failure, or a limit was reached. */
        GONE
    }

    StreamState on(Event event) {
        return switch (event) {
            case LOSE ->
                switch (this) {
                    case OPEN, ENDING, FLUSHING -> FLUSHING;
                    case OUTPUT_ENDED, LINGERING -> LINGERING;
                    case INPUT_ENDED, CONCLUDING, FINISHING -> FINISHING;
                    case CLOSED -> CLOSED;
                };
            case LOSE_WRITE ->
                switch (this) {
                    case OPEN -> ENDING;
                    case INPUT_ENDED -> CONCLUDING;
                    case ENDING, OUTPUT_ENDED, CONCLUDING, FLUSHING, LINGERING, FINISHING, CLOSED -> this;
                };
            case PEER_ENDED ->
                switch (this) {
                    case OPEN, INPUT_ENDED -> INPUT_ENDED;
                    case ENDING, CONCLUDING -> CONCLUDING;
                    case FLUSHING, FINISHING -> FINISHING;
                    case OUTPUT_ENDED, LINGERING, CLOSED -> CLOSED;
                };
            case FLUSHED ->
                switch (this) {
                    case ENDING, OUTPUT_ENDED -> OUTPUT_ENDED;
                    case FLUSHING, LINGERING -> LINGERING;
                    case CONCLUDING, FINISHING, CLOSED -> CLOSED;
                    case OPEN, INPUT_ENDED -> this;
                };
            case GONE -> CLOSED;
        };
    }

    /** Whether what the peer sends is the protocol's. */
    boolean delivers() {
        return switch (this) {
            case OPEN, ENDING, OUTPUT_ENDED -> true;
            case INPUT_ENDED, CONCLUDING, FLUSHING, LINGERING, FINISHING, CLOSED -> false;
        };
    }

    /** Whether the peer's bytes are read only to be thrown away. */
    boolean discards() {
        return this == FLUSHING || this == LINGERING;
    }

    /** Whether the application has closed, or the connection is lost. */
    boolean isDisconnecting() {
        return switch (this) {
            case OPEN, ENDING, OUTPUT_ENDED, INPUT_ENDED, CONCLUDING -> false;
            case FLUSHING, LINGERING, FINISHING, CLOSED -> true;
        };
    }

    /** Whether whoever likes may write. */
    boolean isOutputOpen() {
        return this == OPEN || this == INPUT_ENDED;
    }

    /** Whether our half ends as soon as there is nothing left to send. */
    boolean isOutputEnding() {
        return switch (this) {
            case ENDING, CONCLUDING, FLUSHING, FINISHING -> true;
            case OPEN, OUTPUT_ENDED, INPUT_ENDED, LINGERING, CLOSED -> false;
        };
    }
}
