package dev.heddle.net;

import java.nio.ByteBuffer;

/**
 * Something to write to that tells a producer how fast it may go on. Every method needs the reactor's baton and throws
 * {@link WrongThreadException} without it.
 *
 * <p>One producer at a time is registered. It unregisters when it has written its last; until then the consumer does not
 * end in order (P4).
 */
public interface Consumer {

    /** Sends the remaining bytes of {@code bytes}, which are taken before this method returns. */
    void write(ByteBuffer bytes);

    /**
     * Has {@code producer} told when to pause and when to go on. If the consumer takes nothing more,
     * {@link Producer#stopProducing} is called at once, and the producer is not registered (P1).
     *
     * @throws IllegalStateException if another producer is registered
     */
    void registerProducer(PushProducer producer);

    /**
     * Has {@code producer} asked for more each time that everything was sent, and for the first time at once, before this
     * method returns (P2). If the consumer takes nothing more, {@link Producer#stopProducing} is called at once instead,
     * and the producer is not registered (P1).
     *
     * @throws IllegalStateException if another producer is registered
     */
    void registerProducer(PullProducer producer);

    /** The producer has written its last, and hears no more. Without one, does nothing. */
    void unregisterProducer();
}
