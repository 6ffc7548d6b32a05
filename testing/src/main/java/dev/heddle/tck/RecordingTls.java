package dev.heddle.tck;

import dev.heddle.tls.HandshakeListener;
import java.util.function.Consumer;

/** Also writes {@code secured} into the journal. */
public final class RecordingTls extends RecordingProtocol implements HandshakeListener {

    private final Journal journal;
    private final String name;
    private Consumer<RecordingTls> whenSecured = protocol -> {};

    /** A protocol whose lines in {@code journal} begin with {@code name}. */
    public RecordingTls(Journal journal, String name) {
        super(journal, name);
        this.journal = journal;
        this.name = name;
    }

    /** Has {@code action} run in {@code handshakeCompleted}, after the line for it. */
    public RecordingTls whenSecured(Consumer<RecordingTls> action) {
        whenSecured = action;
        return this;
    }

    @Override
    public void handshakeCompleted() {
        journal.add(name + " secured");
        whenSecured.accept(this);
    }
}
