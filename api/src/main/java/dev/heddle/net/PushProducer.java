package dev.heddle.net;

/**
 * A producer that writes by itself, whenever it has something, until it is told to pause. It begins unpaused, and is told
 * nothing while the consumer can take what it writes (P3).
 */
public interface PushProducer extends Producer {

    /**
     * Do not write until {@link #resumeProducing}: there is more than the high-water mark to be sent. Called in a turn
     * that follows the one in which the mark was passed; what is written all the same is taken and sent.
     */
    void pauseProducing();
}
