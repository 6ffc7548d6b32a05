package dev.heddle.tck;

import dev.heddle.net.CloseReason;
import dev.heddle.net.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a journal what its reactor tells it - {@code made}, {@code data abc}, {@code lost ConnectionDone}, each
 * behind the protocol's name - and does what the test wants done then.
 */
public class RecordingProtocol extends Protocol {

    private final Journal journal;
    private final String name;

    private Consumer<RecordingProtocol> whenMade = protocol -> {};
    private BiConsumer<RecordingProtocol, String> whenReceived = (protocol, text) -> {};
    private Consumer<CloseReason> whenLost = reason -> {};
    private volatile @Nullable CloseReason reason;

    /** A protocol whose lines in {@code journal} begin with {@code name}. */
    public RecordingProtocol(Journal journal, String name) {
        this.journal = journal;
        this.name = name;
    }

    /** Has {@code action} run in {@code connectionMade}, after the line for it. */
    public RecordingProtocol whenMade(Consumer<RecordingProtocol> action) {
        whenMade = action;
        return this;
    }

    /** Has {@code action} run in each {@code dataReceived}, after the line for it, with the text. */
    public RecordingProtocol whenReceived(BiConsumer<RecordingProtocol, String> action) {
        whenReceived = action;
        return this;
    }

    /** Has {@code action} run in {@code connectionLost}, after the line for it. */
    public RecordingProtocol whenLost(Consumer<CloseReason> action) {
        whenLost = action;
        return this;
    }

    /** Writes {@code text} to the transport. */
    public void write(String text) {
        transport().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The reason of the loss; null before. */
    public @Nullable CloseReason reason() {
        return reason;
    }

    /** Waits for the loss. */
    public CloseReason awaitLost() {
        journal.await(name + " lost");
        CloseReason known = reason;
        if (known == null) {
            throw new AssertionError("lost without a reason");
        }
        return known;
    }

    @Override
    public void connectionMade() {
        journal.add(name + " made");
        whenMade.accept(this);
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        String text = StandardCharsets.ISO_8859_1.decode(bytes).toString();
        journal.add(name + " data " + text);
        whenReceived.accept(this, text);
    }

    @Override
    public void connectionLost(CloseReason reason) {
        this.reason = reason;
        journal.add(name + " lost");
        whenLost.accept(reason);
    }
}
