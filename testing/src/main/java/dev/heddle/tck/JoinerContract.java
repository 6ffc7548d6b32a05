package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.heddle.defer.Deferred;
import dev.heddle.task.FailedException;
import dev.heddle.task.Joiner;
import dev.heddle.task.Scope;
import dev.heddle.task.Subtask;
import dev.heddle.task.Subtask.State;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;

/** Section A of the contract: what joiners make of subtasks. */
public abstract class JoinerContract extends TaskContract {

    /** For subclasses. */
    protected JoinerContract() {}

    @Clause("A5")
    @DisplayName("A5: allSuccessfulOrThrow gives all subtasks in the order of their forks, or throws the first failure")
    void allSuccessful() throws Exception {
        start();
        IOException cause = new IOException("subtask");

        doInTask(() -> {
            try (var scope = Scope.open(Joiner.<String>allSuccessfulOrThrow())) {
                scope.fork(() -> soon("a").await());
                scope.fork(() -> "b");
                assertThat(scope.join().stream().map(Subtask::get)).containsExactly("a", "b");
            }
            try (var scope = Scope.open(Joiner.<String>allSuccessfulOrThrow())) {
                scope.fork(waiting("other"));
                scope.fork(() -> {
                    throw cause;
                });
                assertThatExceptionOfType(FailedException.class)
                        .isThrownBy(scope::join)
                        .withCause(cause);
            }
        });

        assertThat(journal.lines()).containsExactly("other waits", "other ends");
    }

    @Clause("A5")
    @DisplayName(
            "A5: anySuccessfulResultOrThrow gives the first success, and cancels the others; if all fail, it throws")
    void anySuccessful() throws Exception {
        start();
        IOException first = new IOException("first");
        IOException second = new IOException("second");

        doInTask(() -> {
            try (var scope = Scope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                scope.fork(() -> {
                    throw first;
                });
                scope.fork(waiting("other"));
                scope.fork(() -> soon("it").await());
                assertThat(scope.join()).isEqualTo("it");
            }
            try (var scope = Scope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                scope.fork(() -> Deferred.<String>fail(first).await());
                scope.fork(() -> Deferred.<String>fail(second).await());
                assertThatExceptionOfType(FailedException.class)
                        .isThrownBy(scope::join)
                        .withCause(first);
                assertThat(first.getSuppressed()).containsExactly(second);
            }
            try (var scope = Scope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                assertThatExceptionOfType(FailedException.class)
                        .isThrownBy(scope::join)
                        .withCauseInstanceOf(NoSuchElementException.class);
            }
        });

        assertThat(journal.lines()).containsExactly("other waits", "other ends");
    }

    @Clause("A5")
    @DisplayName("A5: awaitAll waits for all, whatever comes of them; allUntil until one is what is looked for")
    void awaitAllAndAllUntil() throws Exception {
        start();
        IOException cause = new IOException("subtask");

        doInTask(() -> {
            try (var scope = Scope.open(Joiner.<String>awaitAll())) {
                Subtask<String> failing = scope.fork(() -> {
                    throw cause;
                });
                Subtask<String> other = scope.fork(() -> soon("a").await());
                scope.join();
                assertThat(List.of(failing.state(), other.state())).containsExactly(State.FAILED, State.SUCCESS);
            }
            try (var scope = Scope.open(Joiner.<String>allUntil(subtask -> subtask.state() == State.FAILED))) {
                scope.fork(() -> "before");
                scope.fork(() -> {
                    throw cause;
                });
                scope.fork(waiting("other"));
                assertThat(scope.join().stream().map(Subtask::state))
                        .containsExactly(State.SUCCESS, State.FAILED, State.UNAVAILABLE);
            }
        });

        assertThat(journal.lines()).isEmpty();
    }

    @Clause("A5")
    @DisplayName(
            "A5: a joiner of one's own is called with the baton; what it throws cancels the scope and fails the join")
    void aJoinerOfOnesOwn() throws Exception {
        start();
        ArithmeticException cause = new ArithmeticException("joiner");

        doInTask(() -> {
            try (var scope = Scope.open(new Joiner<String, String>() {
                @Override
                public boolean onFork(Subtask<? extends String> subtask) {
                    journal.add("fork " + baton());
                    return false;
                }

                @Override
                public boolean onComplete(Subtask<? extends String> subtask) {
                    journal.add("complete " + subtask.state() + " " + baton());
                    throw cause;
                }

                @Override
                public String result() {
                    return "never";
                }
            })) {
                scope.fork(waiting("other"));
                scope.forkOffBaton(() -> "work");
                assertThatExceptionOfType(FailedException.class)
                        .isThrownBy(scope::join)
                        .withCause(cause);
            }
        });

        assertThat(journal.lines())
                .startsWith("fork with the baton", "fork with the baton")
                .contains("complete SUCCESS with the baton", "other ends")
                .hasSize(5);
    }

    @Clause("A5")
    @DisplayName("A5: a subtask that returns after its scope was cancelled has no result")
    void whatEndsTooLateHasNoResult() throws Exception {
        start();

        doInTask(() -> {
            Subtask<String> late;
            try (var scope = Scope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
                late = scope.fork(() -> {
                    awaitAndNote("late", new Deferred<>());
                    return "late";
                });
                scope.fork(() -> "first");
                assertThat(scope.join()).isEqualTo("first");
            }
            assertThat(late.state()).isEqualTo(State.UNAVAILABLE);
        });

        assertThat(journal.lines()).containsExactly("late CancellationException");
    }
}
