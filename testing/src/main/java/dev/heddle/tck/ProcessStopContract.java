package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.process.ProcessEnd;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

/** Section I of the contract: child processes when their reactor stops. */
public abstract class ProcessStopContract extends ReactorContract {

    /** For subclasses. */
    protected ProcessStopContract() {}

    @Clause("I12")
    @DisplayName(
            "I12: the stop asks a process to end, and it is told of its end before the triggers after shutdown run")
    void stopTerminates() throws Exception {
        start();
        noteWhenAfterShutdown(reactor);
        RecordingProcess process = new RecordingProcess(journal, harness);
        doInTurn(() -> reactor.spawnProcess(process, "cat"));
        journal.await("made");

        reactor.close();

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(128 + 15));
        assertThat(journal.lines()).endsWith("ended", "after shutdown");
    }

    @Clause("I12")
    @DisplayName("I12: a process that does not end when it is asked to is ended after the shutdown limit")
    void stopKills() throws Exception {
        Reactor impatient = harness.newReactor(ReactorOptions.defaults().withShutdownLimit(Duration.ofMillis(50)));
        impatient.start();
        RecordingProcess process = new RecordingProcess(journal, harness);
        inTurnOf(impatient, () -> {
            impatient.spawnProcess(
                    process, "sh", "-c", "trap '' TERM; echo ready; exec tail -f /dev/null >/dev/null 2>&1");
            return true;
        });
        process.awaitOut("ready");

        impatient.close();

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(128 + 9));
    }

    @Clause("I12")
    @DisplayName("I12: a process that is being started when the reactor stops is ended, and told as not started")
    void stopWhileStarting() throws Exception {
        start();
        noteWhenAfterShutdown(reactor);
        RecordingProcess process = new RecordingProcess(journal, harness);

        doInTurn(() -> reactor.addSystemEventTrigger(
                TriggerPhase.DURING, SystemEvent.SHUTDOWN, () -> reactor.spawnProcess(process, "cat")));
        reactor.close();

        assertThat(process.awaitEnd()).isInstanceOf(ProcessEnd.NotStarted.class);
        assertThat(journal.lines()).containsExactly("ended", "after shutdown");
    }

    @Clause("I12")
    @DisplayName("I12: once connections end, spawnProcess throws, and names the command")
    void nothingBeginsAtTheEnd() {
        reactor.addSystemEventTrigger(TriggerPhase.AFTER, SystemEvent.SHUTDOWN, () -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> reactor.spawnProcess(new RecordingProcess(journal, harness), "true"))
                    .withMessageContaining("true");
            journal.add("threw");
        });
        start();

        reactor.close();

        assertThat(journal.lines()).containsExactly("threw");
    }

    private void noteWhenAfterShutdown(Reactor noted) throws Exception {
        inTurnOf(noted, () -> noteWhen(TriggerPhase.AFTER, SystemEvent.SHUTDOWN));
    }
}
