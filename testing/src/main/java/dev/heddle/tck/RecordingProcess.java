package dev.heddle.tck;

import dev.heddle.process.ProcessEnd;
import dev.heddle.process.ProcessProtocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a journal what its reactor tells it of a process - {@code made}, {@code in lost}, {@code exited 0}, {@code
 * ended} - keeps what the process says, and does what the test wants done then.
 */
@SuppressWarnings("JdkObsolete") // a StringBuffer is what tests may look at while a reactor adds to it
final class RecordingProcess extends ProcessProtocol {

    private final Journal journal;
    private final ReactorHarness harness;
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();

    private Consumer<RecordingProcess> whenMade = made -> {};
    private Consumer<String> whenOut = text -> {};
    private Runnable whenExited = () -> {};
    private Runnable whenInLost = () -> {};
    private volatile @Nullable ProcessEnd end;

    RecordingProcess(Journal journal, ReactorHarness harness) {
        this.journal = journal;
        this.harness = harness;
    }

    RecordingProcess whenMade(Consumer<RecordingProcess> action) {
        whenMade = action;
        return this;
    }

    RecordingProcess whenOut(Consumer<String> action) {
        whenOut = action;
        return this;
    }

    RecordingProcess whenExited(Runnable action) {
        whenExited = action;
        return this;
    }

    RecordingProcess whenInLost(Runnable action) {
        whenInLost = action;
        return this;
    }

    /** Writes {@code text} to the process. */
    void write(String text) {
        transport().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Waits until it has said {@code text} on its standard output. */
    void awaitOut(String text) {
        harness.await("'" + text + "' in " + out, () -> out.indexOf(text) >= 0);
    }

    /** Waits for the end. */
    ProcessEnd awaitEnd() {
        journal.await("ended");
        ProcessEnd known = end;
        if (known == null) {
            throw new AssertionError("ended without a reason");
        }
        return known;
    }

    @Override
    public void connectionMade() {
        journal.add("made");
        whenMade.accept(this);
    }

    @Override
    public void outReceived(ByteBuffer bytes) {
        String text = StandardCharsets.ISO_8859_1.decode(bytes).toString();
        out.append(text);
        harness.noticeChange();
        whenOut.accept(text);
    }

    @Override
    public void errReceived(ByteBuffer bytes) {
        err.append(StandardCharsets.ISO_8859_1.decode(bytes));
        harness.noticeChange();
    }

    @Override
    public void inConnectionLost() {
        journal.add("in lost");
        whenInLost.run();
    }

    @Override
    public void outConnectionLost() {
        journal.add("out lost");
    }

    @Override
    public void errConnectionLost() {
        journal.add("err lost");
    }

    @Override
    public void processExited(int exitCode) {
        journal.add("exited " + exitCode);
        whenExited.run();
    }

    @Override
    public void processEnded(ProcessEnd reason) {
        end = reason;
        journal.add("ended");
    }
}
