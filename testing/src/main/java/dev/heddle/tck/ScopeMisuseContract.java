package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.defer.Deferred;
import dev.heddle.task.Scope;
import dev.heddle.task.Subtask;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;

/** Section A of the contract: scopes that are used in a way that breaks the structure. */
public abstract class ScopeMisuseContract extends TaskContract {

    /** For subclasses. */
    protected ScopeMisuseContract() {}

    @Clause("A6")
    @DisplayName("A6: a scope is opened in a task only")
    void openNeedsATask() throws Exception {
        start();

        assertThatIllegalStateException().isThrownBy(Scope::open).withMessageContaining("Scope.open");
        doInTurn(() -> assertThatIllegalStateException().isThrownBy(Scope::open));
    }

    @Clause("A6")
    @DisplayName("A6: a fork or a join after the join or the close throws, and begins nothing")
    void nothingFollowsTheJoin() throws Exception {
        start();

        doInTask(() -> {
            Scope<String, ?> kept;
            try (var scope = Scope.<String>open()) {
                scope.join();
                assertRefused(scope, "joined");
                kept = scope;
            }
            assertRefused(kept, "closed");
            kept.close();
        });
        settle();

        assertThat(journal.lines()).containsExactly("settled");
    }

    private void assertRefused(Scope<String, ?> scope, String state) {
        assertThatIllegalStateException().isThrownBy(scope::join).withMessageContaining(state);
        assertThatIllegalStateException()
                .isThrownBy(() -> scope.fork(this::begun))
                .withMessageContaining(state);
        assertThatIllegalStateException()
                .isThrownBy(() -> scope.forkOffBaton(this::begun))
                .withMessageContaining(state);
    }

    private String begun() {
        journal.add("begun");
        return "begun";
    }

    @Clause("A6")
    @DisplayName("A6: only the task that opened a scope forks, joins and closes: no subtask, no other thread")
    void othersAreRefused() throws Exception {
        start();

        doInTask(() -> {
            try (var scope = Scope.<String>open()) {
                scope.fork(() -> refusedBy(scope));
                scope.forkOffBaton(() -> refusedBy(scope));
                scope.join();
            }
        });

        assertThat(journal.lines()).containsExactly("refused", "refused");
    }

    private String refusedBy(Scope<String, ?> scope) {
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> scope.fork(this::begun));
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(scope::join);
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(scope::close);
        journal.add("refused");
        return "refused";
    }

    @Clause("A6")
    @DisplayName("A6: a close without a join after a fork throws, when the subtasks have ended")
    void aForkWantsAJoin() throws Exception {
        start();

        assertThatIllegalStateException()
                .isThrownBy(() -> doInTask(() -> {
                    try (var scope = Scope.<String>open()) {
                        scope.fork(this::waitUntilCancelled);
                        soon(1).await();
                    }
                }))
                .withMessageContaining("without a join");

        assertThat(journal.lines()).containsExactly("ends");
    }

    private String waitUntilCancelled() throws Exception {
        try {
            return new Deferred<String>().await();
        } catch (CancellationException cancelled) {
            journal.add("ends");
            throw cancelled;
        }
    }

    @Clause("A6")
    @DisplayName("A6: a scope closed before one that was opened in it closes that one, too, and throws")
    void scopesAreClosedFromTheInside() throws Exception {
        start();

        doInTask(() -> {
            Scope<String, ?> outer = Scope.open();
            Scope<String, ?> inner = Scope.open();
            inner.fork(this::waitUntilCancelled);
            soon(1).await();
            assertThatIllegalStateException().isThrownBy(outer::close).withMessageContaining("opened in it");
            assertThatIllegalStateException().isThrownBy(inner::join).withMessageContaining("closed");
        });

        assertThat(journal.lines()).containsExactly("ends");
    }

    @Clause("A6")
    @DisplayName("A6: a body that ends with a scope open waits for its subtasks, and fails with that, or with its own"
            + " failure")
    void noScopeIsLeftOpen() throws Exception {
        start();

        assertThatIllegalStateException()
                .isThrownBy(() -> doInTask(this::leaveAScopeOpen))
                .withMessageContaining("scope open");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> doInTask(() -> {
                    leaveAScopeOpen();
                    throw new IOException("body");
                }))
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));

        assertThat(journal.lines()).containsExactly("ends", "ends");
    }

    private void leaveAScopeOpen() throws Exception {
        Scope<String, ?> scope = Scope.open();
        scope.fork(this::waitUntilCancelled);
        soon(1).await();
    }

    @Clause("A6")
    @DisplayName("A6: a subtask is asked for what it is not, and throws")
    void aSubtaskTellsOnlyWhatItKnows() throws Exception {
        start();

        doInTask(() -> {
            try (var scope = Scope.<String>open()) {
                Subtask<String> subtask = scope.fork(() -> "value");
                assertThatIllegalStateException().isThrownBy(subtask::get).withMessageContaining("UNAVAILABLE");
                scope.join();
                assertThatIllegalStateException().isThrownBy(subtask::exception).withMessageContaining("SUCCESS");
            }
        });
    }
}
