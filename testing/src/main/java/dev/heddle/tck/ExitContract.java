package dev.heddle.tck;

import static dev.heddle.tck.ExitProgram.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.heddle.tck.ChildJvm.Outcome;
import dev.heddle.tck.ExitProgram.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: reactors in a JVM that exits, by a signal or by {@link System#exit}, in every state. */
public abstract class ExitContract extends ReactorContract {

    private static final int TERMINATED = 143;
    private static final int INTERRUPTED = 130;

    private static final String[] WHOLE_SHUTDOWN = {"before", "during", "lost", "lost", "after"};

    /** For subclasses. */
    protected ExitContract() {}

    private ChildJvm start(Scenario scenario) {
        return ChildJvm.start(ExitProgram.class, harness.provider().getClass().getName(), scenario.name());
    }

    /** What becomes of a program that ends by itself. */
    private Outcome outcomeOf(Scenario scenario) throws InterruptedException {
        try (ChildJvm program = start(scenario)) {
            return program.await();
        }
    }

    /** What becomes of a program that is ended by SIGTERM once it is ready. */
    private Outcome terminated(Scenario scenario) throws IOException, InterruptedException {
        try (ChildJvm program = start(scenario)) {
            assertThat(program.readLine()).isEqualTo("ready");
            program.terminate();
            return program.await();
        }
    }

    private static void assertEnded(Outcome outcome, int status, String... lines) {
        assertThat(outcome).isEqualTo(new Outcome(status, List.of(lines), List.of()));
    }

    // Signals.

    @Clause("R6")
    @DisplayName("R6: SIGTERM stops a running reactor: triggers run, and connections are told")
    void sigtermStops() throws Exception {
        assertEnded(terminated(Scenario.RUNS), TERMINATED, WHOLE_SHUTDOWN);
    }

    @Clause("R6")
    @DisplayName("R6: SIGINT does the same")
    void sigintStops() throws Exception {
        assumeFalse(ignoresInterrupts(), "SIGINT is ignored here, and therefore by children too");
        try (ChildJvm program = start(Scenario.RUNS)) {
            assertThat(program.readLine()).isEqualTo("ready");
            program.interrupt();

            assertEnded(program.await(), INTERRUPTED, WHOLE_SHUTDOWN);
        }
    }

    /** What a shell does with commands that it runs in the background. Only Linux tells. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 2) != 0);
    }

    @Clause("R6")
    @DisplayName("R6: with the option off a signal ends the JVM, and nobody is told")
    void theOptionMayBeOff() throws Exception {
        assertEnded(terminated(Scenario.RUNS_WITH_THE_OPTION_OFF), TERMINATED);
    }

    @Clause("R6")
    @DisplayName("R6: a signal before the run finds nothing to stop")
    void signalBeforeTheRun() throws Exception {
        assertEnded(terminated(Scenario.HAS_NOT_RUN), TERMINATED);
    }

    @Clause({"R5", "R6"})
    @DisplayName("R5: no shutdown hook is left of a reactor that has stopped")
    void leavesNoHook() throws Exception {
        assertEnded(terminated(Scenario.HAS_STOPPED), TERMINATED);
    }

    @Clause({"R3", "R6"})
    @DisplayName("R6: a signal while the startup waits stops the reactor like any other stop")
    void signalDuringTheStartup() throws Exception {
        assertEnded(terminated(Scenario.WAITS_BEFORE_STARTUP), TERMINATED, "before", "during", "after");
    }

    @Clause("R6")
    @DisplayName("R6: signals while the reactor stops, also a second one, wait for its end")
    void signalsDuringTheShutdown() throws Exception {
        try (ChildJvm program = start(Scenario.WAITS_BEFORE_SHUTDOWN)) {
            assertThat(List.of(program.readLine(), program.readLine())).containsExactly("before", "ready");
            program.terminate();
            program.terminate();
            program.writeLine("go on");

            assertEnded(program.await(), TERMINATED, "during", "lost", "lost", "after");
        }
    }

    @Clause("R6")
    @DisplayName("R6: a shutdown that outlasts the limit is cut short, and standard error names what it waited for")
    void theShutdownHasALimit() throws Exception {
        Outcome outcome = terminated(Scenario.TAKES_TOO_LONG);

        assertThat(outcome.status()).isEqualTo(TERMINATED);
        assertThat(String.join("\n", outcome.err()))
                .contains("did not stop within " + ExitProgram.LIMIT)
                .contains("trigger before shutdown: a trigger that is never done")
                .contains("a callback on", "ExitProgram.neverReturn")
                .contains("deferToThread of deaf work");
    }

    // System.exit.

    @Clause("R6")
    @DisplayName("R6: System.exit in a thread of the application's stops the reactor like a signal")
    void exitInAThread() throws Exception {
        assertEnded(outcomeOf(Scenario.EXITS_IN_A_THREAD), STATUS, WHOLE_SHUTDOWN);
    }

    @Clause("R6")
    @DisplayName("R6: System.exit in work of deferToThread stops the reactor, which does not wait for that work")
    void exitInWork() throws Exception {
        assertEnded(outcomeOf(Scenario.EXITS_IN_WORK), STATUS, WHOLE_SHUTDOWN);
    }

    @Clause({"R6", "M6"})
    @DisplayName("R6: System.exit in a callback ends the JVM at once: standard error says who is not told, and other"
            + " reactors stop")
    void exitInACallback() throws Exception {
        Outcome outcome = outcomeOf(Scenario.EXITS_IN_A_CALLBACK);

        assertThat(outcome.status()).isEqualTo(STATUS);
        assertThat(outcome.out()).containsExactlyInAnyOrder("other before", "other during", "other after", "closed");
        assertSaysThatNobodyIsTold(outcome);
    }

    @Clause({"R6", "A1"})
    @DisplayName(
            "R6: System.exit in a turn of a task is like one in any callback, and off the baton like one in any work")
    void exitInATask() throws Exception {
        Outcome inATurn = outcomeOf(Scenario.EXITS_IN_A_TASK);

        assertThat(inATurn.status()).isEqualTo(STATUS);
        assertThat(inATurn.out()).isEmpty();
        assertSaysThatNobodyIsTold(inATurn);
        assertEnded(outcomeOf(Scenario.EXITS_OFF_THE_BATON), STATUS, WHOLE_SHUTDOWN);
    }

    private static void assertSaysThatNobodyIsTold(Outcome outcome) {
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .contains("System.exit was called in a callback", "not told", "stop()");
    }

    @Clause({"R3", "R6"})
    @DisplayName("R6: System.exit in a trigger, with something left to be told, is like one in any callback")
    void exitInATrigger() throws Exception {
        Outcome starting = outcomeOf(Scenario.EXITS_BEFORE_STARTUP);
        Outcome stopping = outcomeOf(Scenario.EXITS_DURING_SHUTDOWN);

        assertThat(starting.status()).isEqualTo(STATUS);
        assertThat(starting.out()).isEmpty();
        assertSaysThatNobodyIsTold(starting);
        assertThat(stopping.status()).isEqualTo(STATUS);
        assertThat(stopping.out()).containsExactly("before", "during");
        assertSaysThatNobodyIsTold(stopping);
    }

    @Clause({"R3", "R6"})
    @DisplayName("R6: System.exit in the last trigger of all is a fine way to end")
    void exitInTheLastTrigger() throws Exception {
        assertEnded(outcomeOf(Scenario.EXITS_AFTER_SHUTDOWN), STATUS, WHOLE_SHUTDOWN);
    }

    @Clause("R6")
    @DisplayName("R6: System.exit in a trigger that a signal brought about does not deadlock")
    void exitInATriggerAfterASignal() throws Exception {
        Outcome outcome = terminated(Scenario.EXITS_IN_A_TRIGGER_AFTER_A_SIGNAL);

        assertThat(outcome.status()).isEqualTo(TERMINATED);
        assertThat(outcome.out()).containsExactly("before", "during");
        assertSaysThatNobodyIsTold(outcome);
    }

    @Clause({"R5", "R6"})
    @DisplayName("R6: System.exit after the run has nothing to wait for")
    void exitAfterTheRun() throws Exception {
        assertEnded(outcomeOf(Scenario.EXITS_AFTER_THE_RUN), STATUS, WHOLE_SHUTDOWN);
    }

    @Clause("R6")
    @DisplayName("R6: a reactor may run in a shutdown hook of the application's")
    void runsInAHook() throws Exception {
        assertEnded(terminated(Scenario.RUNS_WHILE_THE_JVM_EXITS), TERMINATED, WHOLE_SHUTDOWN);
    }
}
