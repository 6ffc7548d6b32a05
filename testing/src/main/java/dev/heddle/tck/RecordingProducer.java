package dev.heddle.tck;

import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;

/**
 * Writes into a journal what it is told - {@code pause}, {@code resume}, {@code stop}, each behind its name - and does what
 * the test wants done on resuming.
 */
abstract class RecordingProducer {

    private final Journal journal;
    private final String name;
    private Runnable whenResumed = () -> {};

    private RecordingProducer(Journal journal, String name) {
        this.journal = journal;
        this.name = name;
    }

    static final class Push extends RecordingProducer implements PushProducer {
        Push(Journal journal, String name) {
            super(journal, name);
        }

        @Override
        public void pauseProducing() {
            note("pause");
        }
    }

    static final class Pull extends RecordingProducer implements PullProducer {
        Pull(Journal journal, String name) {
            super(journal, name);
        }

        /** Has {@code action} run each time this is resumed, after the line for it. */
        Pull whenResumed(Runnable action) {
            setWhenResumed(action);
            return this;
        }
    }

    final void setWhenResumed(Runnable action) {
        whenResumed = action;
    }

    final void note(String what) {
        journal.add(name + " " + what);
    }

    public void resumeProducing() {
        note("resume");
        whenResumed.run();
    }

    public void stopProducing() {
        note("stop");
    }

    @Override
    public String toString() {
        return name;
    }
}
