package dev.heddle.tck;

import dev.heddle.net.HalfCloseable;
import java.util.function.Consumer;

/**
 * A recording protocol that goes on when one half has ended, and writes that into the journal, too: {@code input ended},
 * {@code output ended}.
 */
public final class RecordingHalfCloseable extends RecordingProtocol implements HalfCloseable {

    private final Journal journal;
    private final String name;

    private Consumer<RecordingProtocol> whenInputEnded = protocol -> {};
    private Consumer<RecordingProtocol> whenOutputEnded = protocol -> {};

    /** A protocol whose lines in {@code journal} begin with {@code name}. */
    public RecordingHalfCloseable(Journal journal, String name) {
        super(journal, name);
        this.journal = journal;
        this.name = name;
    }

    /** Has {@code action} run in {@code readConnectionLost}, after the line for it. */
    public RecordingHalfCloseable whenInputEnded(Consumer<RecordingProtocol> action) {
        whenInputEnded = action;
        return this;
    }

    /** Has {@code action} run in {@code writeConnectionLost}, after the line for it. */
    public RecordingHalfCloseable whenOutputEnded(Consumer<RecordingProtocol> action) {
        whenOutputEnded = action;
        return this;
    }

    @Override
    public void readConnectionLost() {
        journal.add(name + " input ended");
        whenInputEnded.accept(this);
    }

    @Override
    public void writeConnectionLost() {
        journal.add(name + " output ended");
        whenOutputEnded.accept(this);
    }
}
