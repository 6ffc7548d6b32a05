package dev.heddle.core;

import dev.heddle.net.Producer;
import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;

/** One registration of a producer with a stream: what it is told, and when. The two kinds differ in nothing else. */
abstract sealed class Production<P extends Producer> {

    final Stream stream;
    final P producer;

    private Production(Stream stream, P producer) {
        this.stream = stream;
        this.producer = producer;
    }

    /** It was registered, with {@code unsentBytes} written by others before. */
    abstract void begin(long unsentBytes);

    /** Something was written, and now there are {@code unsentBytes}. */
    abstract void written(long unsentBytes);

    /** Something was sent, and {@code unsentBytes} are left. */
    abstract void sent(long unsentBytes);

    /** Is paused above the high mark, and resumed when what is left is down to the low one (P3). */
    static final class Push extends Production<PushProducer> {

        private boolean paused;

        Push(Stream stream, PushProducer producer) {
            super(stream, producer);
        }

        @Override
        void begin(long unsentBytes) {
            written(unsentBytes);
        }

        @Override
        void written(long unsentBytes) {
            if (!paused && unsentBytes > stream.limits.highBytes()) {
                paused = true;
                stream.registration.tellLater(this, producer::pauseProducing);
            }
        }

        @Override
        void sent(long unsentBytes) {
            if (paused && unsentBytes <= stream.limits.lowBytes()) {
                paused = false;
                stream.registration.tellLater(this, producer::resumeProducing);
            }
        }
    }

    /** Is asked once at the beginning, and again whenever all that was written since it was asked is sent (P2). */
    static final class Pull extends Production<PullProducer> {

        private boolean hasWritten;

        Pull(Stream stream, PullProducer producer) {
            super(stream, producer);
        }

        @Override
        void begin(long unsentBytes) {
            stream.tell(producer::resumeProducing);
        }

        @Override
        void written(long unsentBytes) {
            hasWritten = true;
        }

        @Override
        void sent(long unsentBytes) {
            if (hasWritten && unsentBytes == 0) {
                hasWritten = false;
                stream.registration.tellLater(this, producer::resumeProducing);
            }
        }
    }
}
