package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heddle.SystemEvent;
import dev.heddle.TriggerPhase;
import dev.heddle.net.PushProducer;
import dev.heddle.process.ProcessEnd;
import dev.heddle.process.ProcessOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/** Section I of the contract: child processes. */
public abstract class ProcessContract extends ReactorContract {

    /** Says what it is told, and then stays, whatever becomes of its streams, as long as whoever started it does. */
    private static final String STAYING = "cat; while kill -0 $PPID 2>/dev/null; do sleep 1; done >/dev/null 2>&1";

    /** For subclasses. */
    protected ProcessContract() {}

    private RecordingProcess recordingProcess() {
        return new RecordingProcess(journal, harness);
    }

    private RecordingProcess spawn(RecordingProcess process, String... command) throws Exception {
        return spawn(process, ProcessOptions.of(command));
    }

    private RecordingProcess spawn(RecordingProcess process, ProcessOptions options) throws Exception {
        doInTurn(() -> reactor.spawnProcess(process, options));
        return process;
    }

    private RecordingProcess shell(String script) throws Exception {
        return spawn(recordingProcess(), "sh", "-c", script);
    }

    // I7: what is told.

    @Clause("I7")
    @DisplayName("I7: a process is told to be made, what it says, its losses and its exit, and its end last, each once")
    void tellsAll() throws Exception {
        start();

        RecordingProcess process = shell("echo out; echo err >&2; exit 3");

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(3));
        settle();
        assertThat(journal.lines())
                .startsWith("made")
                .containsExactlyInAnyOrder("made", "in lost", "out lost", "err lost", "exited 3", "ended", "settled")
                .endsWith("ended", "settled");
        assertThat(process.out()).isEqualTo("out\n");
        assertThat(process.err()).isEqualTo("err\n");
    }

    @Clause("I7")
    @DisplayName("I7: what a process said before its exit is all told before its end, however much")
    void losesNothingAtTheExit() throws Exception {
        start();

        RecordingProcess process = shell("head -c 1000000 /dev/zero; head -c 300000 /dev/zero >&2");

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(0));
        assertThat(process.out()).hasSize(1_000_000);
        assertThat(process.err()).hasSize(300_000);
    }

    @Clause("I7")
    @DisplayName("I7: a stream that the process closes is told to be lost while the process goes on")
    void tellsOfAClosedStream() throws Exception {
        start();

        RecordingProcess process = shell("exec 1>&-; read line; exit 0");
        journal.await("out lost");
        assertThat(journal.lines()).doesNotContain("err lost", "ended");
        doInTurn(() -> process.write("go\n"));

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(0));
    }

    // I8: the start.

    @Clause("I8")
    @DisplayName("I8: a process that cannot be started is told so, and nothing else, in a later turn")
    void tellsOfAFailedStart() throws Exception {
        start();
        RecordingProcess process = recordingProcess();

        doInTurn(() -> {
            reactor.spawnProcess(process, "/no/such/program");
            journal.add("spawned");
        });

        assertThat(process.awaitEnd())
                .isInstanceOfSatisfying(
                        ProcessEnd.NotStarted.class,
                        end -> assertThat(end.cause())
                                .isInstanceOf(IOException.class)
                                .hasMessageContaining("/no/such/program"));
        settle();
        assertThat(journal.lines()).containsExactly("spawned", "ended", "settled");
    }

    @Clause("I8")
    @DisplayName("I8: a process that is asked for before the run begins with it")
    void beginsWithTheRun() throws Exception {
        RecordingProcess process = recordingProcess()
                .whenMade(made -> assertThat(reactor.isHeldByCurrentThread()).isTrue());
        reactor.addSystemEventTrigger(TriggerPhase.BEFORE, SystemEvent.STARTUP, () -> journal.add("startup"));
        reactor.spawnProcess(process, "true");

        start();

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(0));
        assertThat(journal.lines()).startsWith("startup", "made");
    }

    @Clause("I8")
    @DisplayName("I8: a process has the directory and the variables that it is given, and otherwise ours")
    void givesDirectoryAndVariables() throws Exception {
        start();
        Path directory = Files.createTempDirectory("heddle").toRealPath();
        ProcessOptions env = ProcessOptions.of("/usr/bin/env");

        RecordingProcess in = spawn(recordingProcess(), ProcessOptions.of("pwd").withDirectory(directory));
        in.awaitEnd();
        RecordingProcess given = spawnApart(env.withEnvironment(Map.of("A", "a value", "PATH", "/x")));
        RecordingProcess more = spawnApart(env.withVariable("A", "another"));
        Files.delete(directory);

        assertThat(in.out()).isEqualTo(directory + "\n");
        assertThat(given.out().lines()).containsExactlyInAnyOrder("A=a value", "PATH=/x");
        assertThat(more.out().lines()).contains("A=another", "PATH=" + System.getenv("PATH"));
    }

    /** One with a journal of its own, which has ended. */
    private RecordingProcess spawnApart(ProcessOptions options) throws Exception {
        RecordingProcess process = spawn(new RecordingProcess(new Journal(harness), harness), options);
        process.awaitEnd();
        return process;
    }

    @Clause("I8")
    @DisplayName("I8: standard error goes where standard output does, if that is wanted")
    void mergesError() throws Exception {
        start();

        RecordingProcess process = spawn(
                recordingProcess(),
                ProcessOptions.of("sh", "-c", "echo out; echo err >&2").withMergesError(true));

        process.awaitEnd();
        assertThat(process.out()).isEqualTo("out\nerr\n");
        assertThat(process.err()).isEmpty();
    }

    @Clause("I8")
    @DisplayName("I8: a command without a program, a NUL, and a variable's name with = are refused, naming the value")
    void refusesMisuse() {
        ProcessOptions options = ProcessOptions.of("true");

        assertThatIllegalArgumentException().isThrownBy(ProcessOptions::of);
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessOptions.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessOptions.of("echo", "a\0b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.withEnvironment(Map.of("a=b", "c")))
                .withMessageContaining("a=b=c");
    }

    @Clause("I8")
    @DisplayName("I8: spawning and every call to a process need the baton")
    void needsTheBaton() throws Exception {
        start();
        RecordingProcess process = spawn(recordingProcess(), "cat");
        journal.await("made");

        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> reactor.spawnProcess(recordingProcess(), "true"))
                .withMessageContaining("callFromThread");
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> process.write("abc"));
        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> process.transport().closeStdin());
        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> process.transport().kill());
        assertThat(process.transport().pid()).isPositive();
    }

    // I9: exceptions.

    @Clause("I9")
    @DisplayName("I9: what connectionMade, outReceived, inConnectionLost or processExited throws kills the process")
    void killsForAnException() throws Exception {
        start();
        IllegalStateException thrown = new IllegalStateException("on purpose");
        Runnable failing = () -> {
            throw thrown;
        };

        try (LogCapture log = new LogCapture(harness)) {
            assertEndsWith(thrown, STAYING, recordingProcess().whenMade(made -> failing.run()));
            assertEndsWith(
                    thrown,
                    STAYING,
                    recordingProcess().whenMade(made -> made.write("abc")).whenOut(text -> failing.run()));
            assertEndsWith(
                    thrown,
                    STAYING,
                    recordingProcess()
                            .whenInLost(failing)
                            .whenMade(made -> made.transport().closeStdin()));
            assertEndsWith(thrown, "exit 0", recordingProcess().whenExited(failing));
            assertThat(log.records()).hasSizeGreaterThanOrEqualTo(4);
        }
    }

    private void assertEndsWith(Throwable thrown, String script, RecordingProcess process) throws Exception {
        int before = journal.count("ended");
        spawn(process, "sh", "-c", script);
        harness.await("the end", () -> journal.count("ended") > before);
        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.ProtocolFailed(thrown));
    }

    @Clause("I9")
    @DisplayName("I9: a killed process ends although one that it started still has its streams")
    void killedThoughItsStreamsAreHeld() throws Exception {
        start();
        IllegalStateException thrown = new IllegalStateException("on purpose");
        Path alive = Files.createTempFile("heddle", "alive");
        String child = "{ echo child; while test -e \"$0\" && kill -0 $PPID; do sleep 1; done; } <&0 &";
        RecordingProcess process = recordingProcess()
                .whenMade(made -> made.write(Texts.random(MORE_THAN_BUFFERS_HOLD)))
                .whenOut(text -> {
                    throw thrown;
                });

        try (LogCapture log = new LogCapture(harness)) {
            spawn(process, "sh", "-c", child + " wait", alive.toString());

            assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.ProtocolFailed(thrown));
            assertThat(log.records()).isNotEmpty();
        } finally {
            Files.delete(alive);
        }
    }

    // I10: standard input, and signals.

    @Clause("I10")
    @DisplayName("I10: a megabyte goes through cat in order, and closeStdin ends it after what was written")
    void writesInOrder() throws Exception {
        start();
        String text = Texts.random(1_000_000);

        RecordingProcess process = spawn(
                recordingProcess().whenMade(made -> {
                    made.write(text);
                    made.transport().closeStdin();
                    made.transport().closeStdin();
                    made.write("dropped");
                }),
                "cat");

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(0));
        assertThat(process.out()).isEqualTo(text);
    }

    @Clause("I10")
    @DisplayName("I10: a process that does not take its input loses it, and nothing that it says")
    void inputMayBeLeft() throws Exception {
        start();

        RecordingProcess process = spawn(
                recordingProcess().whenMade(made -> made.write("abc" + Texts.random(MORE_THAN_BUFFERS_HOLD))),
                "head",
                "-c",
                "3");

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(0));
        assertThat(process.out()).isEqualTo("abc");
        assertThat(journal.count("in lost")).isEqualTo(1);
    }

    @Clause("I10")
    @DisplayName("I10: a push producer is paused while the process does not read, and goes on when it does")
    void holdsBackAProducer() throws Exception {
        start();
        PushProducer producer = new RecordingProducer.Push(journal, "producer");

        RecordingProcess process = spawn(
                recordingProcess().whenMade(made -> {
                    made.transport().registerProducer(producer);
                    made.write(Texts.random(1_000_000));
                }),
                "sh",
                "-c",
                "trap 'exec cat >/dev/null' USR1; echo $$; while :; do :; done");
        process.awaitOut("\n");
        journal.await("producer pause");
        settle();
        assertThat(journal.lines()).doesNotContain("producer resume");
        new ProcessBuilder("kill", "-USR1", process.out().strip()).start().waitFor();
        journal.await("producer resume");
        doInTurn(() -> {
            process.transport().unregisterProducer();
            process.transport().closeStdin();
        });

        assertThat(process.awaitEnd()).isEqualTo(new ProcessEnd.Exited(0));
    }

    @Clause("I10")
    @DisplayName("I10: while paused, nothing that a process says is delivered, and afterwards all of it is")
    void canBePaused() throws Exception {
        start();
        RecordingProcess process = spawn(
                recordingProcess().whenMade(made -> {
                    made.transport().pauseProducing();
                    made.write("abc");
                    made.transport().closeStdin();
                }),
                "cat");
        journal.await("exited 0");
        settle();
        assertThat(process.out()).isEmpty();
        assertThat(journal.lines()).doesNotContain("ended");

        doInTurn(() -> process.transport().resumeProducing());

        process.awaitEnd();
        assertThat(process.out()).isEqualTo("abc");
    }

    @Clause("I10")
    @DisplayName("I10: terminate and kill end a process by their signals, and do nothing after its exit")
    void sendsSignals() throws Exception {
        start();
        RecordingProcess terminated =
                spawn(recordingProcess().whenMade(made -> made.transport().terminate()), "cat");
        assertThat(terminated.awaitEnd()).isEqualTo(new ProcessEnd.Exited(128 + 15));

        RecordingProcess killed = new RecordingProcess(new Journal(harness), harness);
        spawn(killed, "sh", "-c", "trap '' TERM; echo ready; exec tail -f /dev/null >/dev/null 2>&1");
        killed.awaitOut("ready");
        doInTurn(() -> {
            killed.transport().terminate();
            killed.transport().kill();
        });
        assertThat(killed.awaitEnd()).isEqualTo(new ProcessEnd.Exited(128 + 9));

        doInTurn(() -> {
            killed.transport().terminate();
            killed.transport().kill();
            killed.transport().closeStdin();
        });
        settle();
    }

    @Clause("I10")
    @DisplayName("I10: loseConnection ends standard input, and what is said then is not delivered")
    void losesTheConnection() throws Exception {
        start();

        RecordingProcess process = spawn(
                recordingProcess().whenMade(made -> made.transport().loseConnection()),
                "sh",
                "-c",
                "cat; echo unheard; exit 0");

        process.awaitEnd();
        assertThat(process.out()).isEmpty();
        assertThat(journal.lines()).contains("in lost", "out lost", "err lost");
    }
}
