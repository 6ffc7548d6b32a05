package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.Deferred;
import dev.heddle.process.ProcessFailedException;
import dev.heddle.process.ProcessOptions;
import dev.heddle.process.ProcessOutput;
import dev.heddle.process.Processes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section I of the contract: processes that are run for what they say. */
public abstract class ProcessOutputContract extends ReactorContract {

    /** For subclasses. */
    protected ProcessOutputContract() {}

    /** What comes of it; a failure is thrown. */
    private <T extends @Nullable Object> T resultOf(Callable<Deferred<T>> call) throws Exception {
        return futureOf(call).get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static final long WAIT_SECONDS = 25;

    private <T extends @Nullable Object> CompletableFuture<T> futureOf(Callable<Deferred<T>> call) throws Exception {
        return inTurn(() -> call.call().toCompletableFuture());
    }

    private Throwable failureOf(Callable<? extends Deferred<?>> call) throws Exception {
        CompletableFuture<?> future = inTurn(() -> call.call().toCompletableFuture());
        try {
            throw new AssertionError("it gave " + future.get(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }

    @Clause("I11")
    @DisplayName("I11: output gives what a process says, run all that there is, and exitCode its code")
    void givesWhatAProcessSays() throws Exception {
        start();

        assertThat(resultOf(() -> Processes.output(reactor, "echo", "a", "b c")))
                .isEqualTo("a b c\n");
        assertThat(resultOf(() -> Processes.exitCode(reactor, "sh", "-c", "yes | head -c 20000000; exit 7")))
                .isEqualTo(7);
        ProcessOutput output = resultOf(() -> Processes.run(reactor, "sh", "-c", "echo out; echo err >&2; exit 3"));
        assertThat(output.exitCode()).isEqualTo(3);
        assertThat(output.outputText()).isEqualTo("out\n");
        assertThat(output.errorText()).isEqualTo("err\n");
    }

    @Clause("I11")
    @DisplayName("I11: run gives a process its input, a megabyte of it")
    void givesInput() throws Exception {
        start();
        byte[] input = Texts.random(1_000_000).getBytes(StandardCharsets.ISO_8859_1);

        ProcessOutput output = resultOf(() -> Processes.run(reactor, ProcessOptions.of("cat"), input));

        assertThat(output.exitCode()).isZero();
        assertThat(Arrays.equals(output.output(), input)).isTrue();
    }

    @Clause("I11")
    @DisplayName("I11: output fails for an exit code, with the command, the code, and what was said on standard error")
    void outputFailsForAnExitCode() throws Exception {
        start();

        assertThat(failureOf(() -> Processes.output(reactor, "sh", "-c", "echo why >&2; exit 3")))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("sh -c")
                .hasMessageContaining("code 3")
                .hasMessageContaining("why");
    }

    @Clause("I11")
    @DisplayName("I11: a process that cannot be started is a failure that names it")
    void failsWithoutAProgram() throws Exception {
        start();

        assertThat(failureOf(() -> Processes.run(reactor, "/no/such/program")))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Clause("I11")
    @DisplayName("I11: a process that says more than 16 MiB is a failure, and is ended")
    void outputIsBounded() throws Exception {
        start();
        String mark = UUID.randomUUID().toString();

        assertThat(failureOf(() -> Processes.run(reactor, "sh", "-c", "yes; :", mark)))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining(String.valueOf(Processes.MOST_OUTPUT_BYTES));

        awaitGone(mark);
    }

    @Clause("I11")
    @DisplayName("I11: cancelling fails at once, and ends the process")
    void cancellingKills() throws Exception {
        start();
        String mark = UUID.randomUUID().toString();
        Deferred<?> result = inTurn(() -> Processes.run(reactor, "sh", "-c", "while :; do :; done", mark));
        awaitRunning(mark);

        CompletableFuture<?> future = inTurn(() -> {
            CompletableFuture<?> made = result.toCompletableFuture();
            result.cancel();
            return made;
        });

        assertThat(future).isCompletedExceptionally();
        assertThat(future.handle((value, thrown) -> thrown).get(WAIT_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(CancellationException.class);
        awaitGone(mark);
    }

    private void awaitRunning(String mark) {
        while (handles(mark) == 0) {
            Thread.onSpinWait();
        }
    }

    private void awaitGone(String mark) {
        while (handles(mark) > 0) {
            Thread.onSpinWait();
        }
    }

    private static long handles(String mark) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(mark))
                        .orElse(false))
                .count();
    }
}
