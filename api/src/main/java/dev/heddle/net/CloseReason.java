package dev.heddle.net;

/**
 * Why a connection is over (S8).
 *
 * {@snippet :
 * switch (reason) {
 *     case ConnectionDone() -> finished();
 *     case ConnectionAborted() -> {}
 *     case ConnectionLost(Exception cause) -> retry(cause);
 *     case ProtocolFailed(Throwable cause) -> report(cause);
 * }
 * }
 */
public sealed interface CloseReason {

    /** It ended in order: by the peer's end of stream, or by our {@link Transport#loseConnection}. */
    record ConnectionDone() implements CloseReason {}

    /** Our {@link Transport#abortConnection} ended it. */
    record ConnectionAborted() implements CloseReason {}

    /**
     * The world ended it: the peer reset it, or did not take what was sent; the network failed; the reactor stopped.
     *
     * @param cause what happened
     */
    record ConnectionLost(Exception cause) implements CloseReason {}

    /**
     * The protocol threw.
     *
     * @param cause what it threw
     */
    record ProtocolFailed(Throwable cause) implements CloseReason {}
}
