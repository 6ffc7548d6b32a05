package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.TriggerPhase;
import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;

/** Section A of the contract: tasks that are cancelled, by somebody or by the stop of their reactor. */
public abstract class TaskCancelContract extends TaskContract {

    /** For subclasses. */
    protected TaskCancelContract() {}

    /** A Deferred that is never fired, and notes that it is cancelled. */
    private Deferred<String> never() {
        return new Deferred<>(deferred -> journal.add("given up"));
    }

    // Waiting.

    @Clause("A2")
    @DisplayName("A2: cancelling fails the Deferred at once and cancels what the body awaits, which hears of it there")
    void cancellingReachesWhatIsAwaited() throws Exception {
        start();
        Deferred<?> task = inTurn(() -> noteFailureOf("task", () -> {
            journal.add("waits");
            awaitAndNote("body", never());
            return null;
        }));
        journal.await("waits");

        doInTurn(() -> {
            task.cancel();
            journal.add("cancelled");
        });

        assertThat(journal.await(5))
                .containsExactly(
                        "waits",
                        "given up",
                        "task failed with CancellationException",
                        "cancelled",
                        "body CancellationException");
    }

    @Clause({"A2", "X2"})
    @DisplayName("A2: what a canceller makes of the cancel is what the body sees")
    void aCancellerMayHelp() throws Exception {
        start();
        Deferred<?> task = inTurn(() -> noteFailureOf("task", () -> {
            journal.add("waits");
            awaitAndNote("body", new Deferred<String>(deferred -> deferred.callback("second best")));
            return null;
        }));
        journal.await("waits");

        doInTurn(task::cancel);

        journal.await("body second best");
    }

    @Clause("A2")
    @DisplayName("A2: a body hears of a cancel also where what it awaits cannot be cancelled, and does not take it")
    void whatCannotBeCancelledIsLeft() throws Exception {
        start();
        Deferred<String> paused = Deferred.succeed("late");
        paused.pause();
        Deferred<?> task = inTurn(() -> noteFailureOf("task", () -> {
            journal.add("waits");
            awaitAndNote("body", paused);
            return null;
        }));
        journal.await("waits");

        doInTurn(task::cancel);
        journal.await("body CancellationException");
        doInTurn(() -> {
            paused.unpause();
            paused.addConsumer(value -> journal.add("left " + value));
        });

        assertThat(journal.lines()).endsWith("left late");
    }

    @Clause({"A2", "X5"})
    @DisplayName("A2: a task that awaits a task passes the cancel on")
    void tasksPassItOn() throws Exception {
        start();
        Deferred<?> task = inTurn(() -> noteFailureOf("outer", () -> {
            awaitAndNote("outer", reactor.async(() -> {
                journal.add("waits");
                awaitAndNote("inner", never());
                return null;
            }));
            return null;
        }));
        journal.await("waits");

        doInTurn(task::cancel);

        assertThat(journal.await(5)).contains("inner CancellationException", "outer CancellationException");
    }

    @Clause({"A2", "M4"})
    @DisplayName("A2: a thread without the baton may cancel; the task hears of it in a turn")
    void aThreadMayCancel() throws Exception {
        start();
        Deferred<?> task = inTurn(() -> noteFailureOf("task", () -> {
            journal.add("waits");
            return new Deferred<String>(deferred -> journal.add("given up " + baton())).await();
        }));
        journal.await("waits");

        task.cancel();

        journal.await("given up with the baton");
        journal.await("task failed with CancellationException");
    }

    @Clause({"A2", "X6"})
    @DisplayName("A2: a timeout of a task fails its Deferred with TimeoutException, and the body is cancelled")
    void aTaskMayTimeOut() throws Exception {
        start();
        doInTurn(() -> reactor.async(() -> {
                    awaitAndNote("body", never());
                    return null;
                })
                .addTimeout(SOON, reactor)
                .addErrorConsumer(failure ->
                        journal.add("task " + failure.getCause().getClass().getSimpleName())));

        assertThat(journal.await(3)).containsExactly("given up", "task TimeoutException", "body CancellationException");
    }

    // Not waiting.

    @Clause("A2")
    @DisplayName("A2: a body that is cancelled before it begins never does")
    void aBodyMayNeverBegin() throws Exception {
        start();

        doInTurn(() -> noteFailureOf("task", () -> {
                    journal.add("began");
                    return null;
                })
                .cancel());
        settle();

        assertThat(journal.lines()).containsExactly("task failed with CancellationException", "settled");
    }

    @Clause("A2")
    @DisplayName("A2: a body that does not wait hears of a cancel where it waits next, once")
    void aCancelIsKeptForTheNextWait() throws Exception {
        start();
        AtomicReference<Deferred<?>> task = new AtomicReference<>();
        Deferred<String> first = new Deferred<>();
        task.set(inTurn(() -> noteFailureOf("task", () -> {
            journal.add("waits");
            awaitAndNote("first", first);
            awaitAndNote("fired", Deferred.succeed("value"));
            awaitAndNote("second", never());
            awaitAndNote("third", soon("value"));
            return null;
        })));
        journal.await("waits");

        doInTurn(() -> {
            first.callback("value");
            task.get().cancel();
        });

        assertThat(journal.await("third value"))
                .containsExactly(
                        "waits",
                        "task failed with CancellationException",
                        "first value",
                        "fired value",
                        "given up",
                        "second CancellationException",
                        "third value");
    }

    @Clause({"A2", "M9"})
    @DisplayName("A2: what a cancelled body throws is logged, unless it is its cancel; what it returns is dropped")
    void theEndOfACancelledBody() throws Exception {
        start();
        IOException cause = new IOException("on the way out");

        try (LogCapture log = new LogCapture(harness)) {
            cancelWhileItWaits(() -> never().await());
            cancelWhileItWaits(() -> {
                awaitAndNote("returns", never());
                return "dropped";
            });
            cancelWhileItWaits(() -> {
                awaitAndNote("throws", never());
                throw cause;
            });

            log.await(cause);
            settle();
            assertThat(log.thrown()).containsExactly(cause);
        }
    }

    private void cancelWhileItWaits(Callable<?> body) throws Exception {
        Deferred<?> task = inTurn(() -> noteFailureOf("task", body));
        settle();
        doInTurn(task::cancel);
    }

    // The stop.

    @Clause({"A2", "R4"})
    @DisplayName(
            "A2: the stop cancels tasks, and their bodies end, without further waits, before the last triggers run")
    void theStopCancels() throws Exception {
        noteWhen(TriggerPhase.AFTER, SHUTDOWN);
        start();
        doInTurn(() -> noteFailureOf("task", () -> {
            journal.add("waits");
            awaitAndNote("body", new Deferred<>());
            awaitAndNote("fired", Deferred.succeed("value"));
            awaitAndNote("next", never());
            try {
                reactor.offBaton(() -> "never");
            } catch (CancellationException cancelled) {
                journal.add("no work " + baton());
            }
            return null;
        }));
        journal.await("waits");

        reactor.close();

        assertThat(journal.lines())
                .containsExactly(
                        "waits",
                        "task failed with CancellationException",
                        "body CancellationException",
                        "fired value",
                        "given up",
                        "next CancellationException",
                        "no work with the baton",
                        "after shutdown");
    }

    @Clause({"A2", "R8"})
    @DisplayName("A2: a task that is asked for while the reactor ends fails like one that was under way")
    void aTaskOfTheEndFails() throws Exception {
        reactor.addSystemEventTrigger(TriggerPhase.AFTER, SHUTDOWN, () -> noteFailureOf("task", () -> journal.lines()));
        start();

        reactor.close();

        assertThat(journal.lines()).containsExactly("task failed with CancellationException");
    }

    @Clause({"A1", "R2"})
    @DisplayName("A1: a task may stop its reactor, and may not wait for it to have stopped")
    void aTaskMayStop() throws Exception {
        start();

        doInTurn(() -> noteFailureOf("task", () -> {
            assertThatIllegalStateException().isThrownBy(reactor::close).withMessageContaining("close");
            reactor.offBaton(() -> {
                assertThatIllegalStateException().isThrownBy(reactor::close).withMessageContaining("close");
                return null;
            });
            reactor.stop();
            journal.add("stop");
            return never().await();
        }));

        assertThat(journal.await(3)).containsExactly("stop", "given up", "task failed with CancellationException");
        reactor.close();
    }
}
