package dev.heddle.core;

import dev.heddle.net.Producer;
import org.jspecify.annotations.Nullable;

/** Which producer is registered with a stream, if any is. */
final class Registration {

    private final Stream stream;
    private final Turns turns;

    /** Null if there is no producer. */
    private @Nullable Production<?> production;

    Registration(Stream stream, Turns turns) {
        this.stream = stream;
        this.turns = turns;
    }

    boolean isPresent() {
        return production != null;
    }

    void begin(Production<?> newcomer) {
        if (production != null) {
            throw new IllegalStateException("cannot register " + newcomer.producer + " with the " + stream
                    + ": unregister " + production.producer + " first");
        }
        if (stream.isOutputOpen()) {
            production = newcomer;
            newcomer.begin(stream.outflow.unsentBytes());
        } else {
            stream.tell(newcomer.producer::stopProducing);
        }
    }

    void end() {
        production = null;
    }

    void written(long unsentBytes) {
        if (production != null) {
            production.written(unsentBytes);
        }
    }

    void sent(long unsentBytes) {
        if (production != null) {
            production.sent(unsentBytes);
        }
    }

    /** Calls a producer in a turn of its own, if it is still registered then. */
    void tellLater(Production<?> registered, Runnable call) {
        turns.later(() -> {
            if (production == registered) {
                stream.tell(call);
            }
        });
    }

    /** There is nothing left to produce for. */
    void stop() {
        if (production != null) {
            Producer stopped = production.producer;
            production = null;
            stream.tell(stopped::stopProducing);
        }
    }
}
