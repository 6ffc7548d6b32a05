package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heddle.TriggerPhase;
import dev.heddle.defer.Deferred;
import dev.heddle.task.FailedException;
import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import dev.heddle.task.Subtask;
import dev.heddle.task.Subtask.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section A of the contract: scopes, their subtasks and joiners. */
public abstract class ScopeContract extends TaskContract {

    /** For subclasses. */
    protected ScopeContract() {}

    // Structure.

    @Clause("A3")
    @DisplayName(
            "A3: subtasks begin in the order of their forks, in turns, with the baton; join waits until all have ended")
    void joinWaitsForAll() throws Exception {
        start();

        doInTask(() -> {
            try (var scope = Scope.<String>open()) {
                Subtask<String> first =
                        scope.fork(() -> noted("first", soon("a").await()));
                Subtask<String> second = scope.fork(() -> noted("second", "b"));
                journal.add("joins, first is " + first.state());
                scope.join();
                journal.add("joined " + first.get() + second.get() + " " + baton());
            }
        });

        assertThat(journal.lines())
                .containsExactly(
                        "joins, first is UNAVAILABLE",
                        "second with the baton",
                        "first with the baton",
                        "joined ab with the baton");
    }

    private <T> T noted(String name, T value) {
        journal.add(name + " " + baton());
        return value;
    }

    @Clause("A3")
    @DisplayName("A3: a scope does not end before its subtasks have, also where its body throws")
    void closeWaitsForAll() throws Exception {
        start();
        IOException cause = new IOException("body");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> doInTask(() -> {
                    try (var scope = Scope.<String>open()) {
                        scope.fork(waiting("first"));
                        scope.fork(waiting("second"));
                        soon(1).await();
                        throw cause;
                    } finally {
                        journal.add("closed");
                    }
                }))
                .isSameAs(cause);

        assertThat(journal.lines())
                .containsExactly("first waits", "second waits", "first ends", "second ends", "closed");
    }

    @Clause({"A3", "A2"})
    @DisplayName("A3: the first failure cancels the others, and what they await; join throws at once, close waits")
    void theFirstFailureCancels() throws Exception {
        start();
        CountDownLatch joined = new CountDownLatch(1);
        Deferred<@Nullable Void> begun = new Deferred<>();
        IOException cause = new IOException("subtask");

        doInTask(() -> {
            try (var scope = Scope.<String>open()) {
                scope.fork(() -> new Deferred<String>(deferred -> journal.add("given up")).await());
                scope.forkOffBaton(() -> {
                    begun.callback(null);
                    return hearNothingUntil(joined);
                });
                Subtask<String> failing = scope.fork(() -> {
                    begun.await();
                    throw cause;
                });
                assertThatExceptionOfType(FailedException.class)
                        .isThrownBy(scope::join)
                        .withCause(cause);
                assertThat(failing.state()).isEqualTo(State.FAILED);
                assertThat(failing.exception()).isSameAs(cause);
                assertThat(scope.isCancelled()).isTrue();
                journal.add("joined");
                joined.countDown();
            }
            journal.add("closed");
        });

        assertThat(journal.lines()).containsExactly("given up", "joined", "work ends", "closed");
    }

    private String hearNothingUntil(CountDownLatch released) {
        while (true) {
            try {
                released.await();
                journal.add("work ends");
                return "late";
            } catch (InterruptedException unheard) {
                // It goes on for longer than the join.
            }
        }
    }

    @Clause({"A3", "A2"})
    @DisplayName("A3: cancelling the task ends its join, and the close cancels the subtasks, of inner scopes, too")
    void cancellingReachesSubtasks() throws Exception {
        start();
        Deferred<?> task = inTurn(() -> noteFailureOf("task", () -> {
            try (var scope = Scope.<String>open()) {
                scope.fork(waiting("first"));
                scope.fork(() -> {
                    try (var inner = Scope.<String>open()) {
                        inner.fork(waiting("inner"));
                        inner.join();
                    }
                    return "never";
                });
                scope.join();
            } catch (CancellationException cancelled) {
                journal.add("closed");
            }
            return null;
        }));
        journal.await("inner waits");

        doInTurn(task::cancel);

        assertThat(journal.await("closed"))
                .containsSubsequence("task failed with CancellationException", "first ends", "closed")
                .containsSubsequence("inner ends", "closed");
    }

    @Clause({"A3", "R4"})
    @DisplayName("A3: the stop cancels subtasks like tasks, and the last triggers run when their scopes have ended")
    void theStopEndsScopes() throws Exception {
        noteWhen(TriggerPhase.AFTER, SHUTDOWN);
        start();
        doInTurn(() -> noteFailureOf("task", () -> {
            try (var scope = Scope.<String>open()) {
                scope.fork(waiting("first"));
                scope.join();
            } finally {
                journal.add("closed");
            }
            return null;
        }));
        journal.await("first waits");

        reactor.close();

        assertThat(journal.lines())
                .containsExactly(
                        "first waits",
                        "task failed with CancellationException",
                        "first ends",
                        "closed",
                        "after shutdown");
    }

    @Clause({"A3", "R5"})
    @DisplayName("A3: the stop interrupts subtasks off the baton, and waits until their scopes have ended")
    void theStopInterruptsSubtasks() throws Exception {
        start();
        doInTurn(() -> noteFailureOf("task", () -> {
            try (var scope = Scope.<String>open()) {
                scope.forkOffBaton(this::waitForInterruption);
                scope.join();
            } finally {
                journal.add("closed");
            }
            return null;
        }));
        journal.await("work");

        reactor.close();

        assertThat(journal.lines()).contains("interrupted").endsWith("closed");
    }

    @Clause("A3")
    @DisplayName("A3: forkOffBaton runs work without the baton, beside other such work; cancelling interrupts it")
    void workRunsBesideWork() throws Exception {
        start();
        CyclicBarrier bothRun = new CyclicBarrier(2);

        doInTask(() -> {
            try (var scope = Scope.<String>open()) {
                Subtask<String> first = scope.forkOffBaton(() -> baton() + (bothRun.await() >= 0));
                Subtask<String> second = scope.forkOffBaton(() -> baton() + (bothRun.await() >= 0));
                scope.join();
                assertThat(List.of(first.get(), second.get())).containsOnly("without the batontrue");
            }
            Subtask<String> work;
            try (var scope = Scope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                work = scope.forkOffBaton(this::waitForInterruption);
                scope.fork(() -> {
                    reactor.offBaton(() -> journal.await("work"));
                    return "first";
                });
                assertThat(scope.join()).isEqualTo("first");
            }
            assertThat(work.state()).isEqualTo(State.UNAVAILABLE);
        });

        assertThat(journal.lines()).containsExactly("work", "interrupted");
    }

    @Clause("A3")
    @DisplayName("A3: a scope that is cancelled begins no more subtasks")
    void aCancelledScopeBeginsNoMore() throws Exception {
        start();

        doInTask(() -> {
            try (var scope = Scope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                scope.fork(() -> "first");
                soon(1).await();
                Subtask<String> late = scope.fork(() -> noted("late", "late"));
                assertThat(scope.join()).isEqualTo("first");
                assertThat(late.state()).isEqualTo(State.UNAVAILABLE);
            }
        });

        assertThat(journal.lines()).isEmpty();
    }

    @Clause({"A3", "T4"})
    @DisplayName(
            "A3: a scope that is not joined within its limit of time is cancelled, and join throws TimeoutException")
    void aScopeMayHaveALimit() throws Exception {
        start();

        doInTask(() -> {
            try (var scope = Scope.open(Joiner.<String>awaitAll(), SOON)) {
                scope.fork(waiting("first"));
                assertThatExceptionOfType(TimeoutException.class)
                        .isThrownBy(scope::join)
                        .withMessageContaining(SOON.toString());
            }
            try (var scope = Scope.open(Joiner.<String>awaitAll(), NEVER)) {
                scope.fork(() -> "in time");
                scope.join();
            }
            assertThatIllegalArgumentException().isThrownBy(() -> Scope.open(Joiner.awaitAll(), Duration.ofNanos(-1)));
        });

        assertThat(journal.lines()).containsExactly("first waits", "first ends");
    }
}
