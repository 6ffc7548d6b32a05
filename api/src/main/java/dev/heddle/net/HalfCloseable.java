package dev.heddle.net;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Protocol} implements that goes on when one half of its connection has ended. Without it, the peer's end of
 * stream ends the connection (H2).
 *
 * <p>Both methods are called with the baton held, at most once each, between {@code connectionMade} and
 * {@code connectionLost}. What they throw aborts the connection (H4). When both halves have ended, {@code connectionLost}
 * follows by itself (H3).
 *
 * {@snippet :
 * final class Answer extends Protocol implements HalfCloseable {
 *     @Override
 *     public void readConnectionLost() {          // the whole question is here
 *         transport().write(answer());
 *         transport().loseWriteConnection();
 *     }
 *
 *     @Override
 *     public void writeConnectionLost() {}
 * }
 * }
 */
public interface HalfCloseable {

    /** The peer has ended its stream: {@code dataReceived} is not called any more, and writing goes on. */
    void readConnectionLost();

    /** {@link Transport#loseWriteConnection} is done: everything written was sent, and then our end of stream. */
    void writeConnectionLost();

    /**
     * Whether this protocol goes on when one half has ended: true. One that wraps another answers for that. Asked each
     * time that a half has ended; if it answers false then, its connection ends as that of any other protocol.
     */
    default boolean survivesHalfClose() {
        return true;
    }

    /** {@code protocol} as one that goes on when one half has ended, or null if it does not. */
    static @Nullable HalfCloseable of(Protocol protocol) {
        return protocol instanceof HalfCloseable half && half.survivesHalfClose() ? half : null;
    }
}
