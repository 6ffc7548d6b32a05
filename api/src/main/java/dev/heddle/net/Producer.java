package dev.heddle.net;

/**
 * Something that writes to a {@link Consumer} as fast as that can take it: a {@link PushProducer} or a
 * {@link PullProducer}. Every method is called with the baton held, and what it throws aborts the connection, as an
 * exception of its protocol does (S7).
 */
public interface Producer {

    /** Write, or write on. */
    void resumeProducing();

    /** Nothing that is written arrives any more: the consumer is gone. Called at most once, and last (P5). */
    void stopProducing();
}
