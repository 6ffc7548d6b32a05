package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;

/** Section A of the contract: work for which a task lets go of the baton. */
public abstract class OffBatonContract extends TaskContract {

    /** For subclasses. */
    protected OffBatonContract() {}

    @Clause("A1")
    @DisplayName("A1: offBaton runs work without the baton; others run meanwhile, and its result comes with the baton")
    void workRunsOffTheBaton() throws Exception {
        start();
        CountDownLatch released = new CountDownLatch(1);

        doInTask(() -> {
            reactor.callFromThread(released::countDown);
            String line = reactor.offBaton(() -> {
                released.await();
                return "work " + baton();
            });
            journal.add(line + ", then " + baton());
        });

        journal.await("work without the baton, then with the baton");
    }

    @Clause("A1")
    @DisplayName("A1: offBaton throws what the work throws")
    void workMayThrow() throws Exception {
        start();
        IOException thrown = new IOException("work");

        doInTask(() -> assertThatThrownBy(() -> reactor.offBaton(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown));
    }

    @Clause({"A1", "M6"})
    @DisplayName("A1: offBaton throws at once outside a task, and in a task of another reactor")
    void offBatonNeedsATaskOfTheReactor() throws Exception {
        start();
        Reactor other = harness.newReactor(ReactorOptions.defaults());

        doInTurn(() -> assertThatIllegalStateException()
                .isThrownBy(() -> reactor.offBaton(() -> "never"))
                .withMessageContaining("Reactor.offBaton"));
        doInTask(() -> assertThatIllegalStateException()
                .isThrownBy(() -> other.offBaton(() -> "never"))
                .withMessageContaining("another reactor"));
    }

    @Clause({"A2", "X7"})
    @DisplayName("A2: a cancel interrupts work off the baton; the body hears of it when the work has ended")
    void workIsInterrupted() throws Exception {
        start();
        CountDownLatch released = new CountDownLatch(1);
        Deferred<?> task = inTurn(() -> noteFailureOf("task", () -> {
            try {
                return reactor.offBaton(() -> {
                    waitForInterruption();
                    released.await();
                    journal.add("work ends");
                    return "dropped";
                });
            } catch (CancellationException cancelled) {
                journal.add("body cancelled " + baton());
                throw cancelled;
            }
        }));
        journal.await("work");

        doInTurn(task::cancel);
        journal.await("interrupted");
        released.countDown();

        assertThat(journal.await("body cancelled with the baton"))
                .containsSubsequence("interrupted", "work ends", "body cancelled with the baton")
                .contains("task failed with CancellationException");
    }

    @Clause({"A2", "R5", "R8"})
    @DisplayName("A2: the stop interrupts work off the baton, and waits until the body has ended")
    void theStopInterruptsWork() throws Exception {
        start();
        doInTurn(() -> noteFailureOf("task", () -> {
            try {
                reactor.offBaton(() -> {
                    waitForInterruption();
                    return null;
                });
            } finally {
                journal.add("body ends " + baton());
            }
            return null;
        }));
        journal.await("work");

        reactor.close();

        assertThat(journal.lines()).contains("interrupted", "body ends with the baton");
    }

    @Clause({"A2", "R5"})
    @DisplayName("A2: work off the baton that outlasts the limit is named in the log; its body ends with the baton")
    void deafWorkOutlastsTheReactor() throws Exception {
        start(ReactorOptions.defaults().withShutdownLimit(Duration.ofMillis(10)));
        CountDownLatch released = new CountDownLatch(1);
        doInTurn(() -> noteFailureOf("task", () -> {
            try {
                reactor.offBaton(new DeafWork(journal, released));
            } finally {
                journal.add("body ends " + baton());
            }
            return null;
        }));
        journal.await("deaf");

        try (LogCapture log = new LogCapture(harness)) {
            reactor.close();
            assertThat(log.messages())
                    .filteredOn(line -> line.contains("deaf work"))
                    .hasSize(1);
        } finally {
            released.countDown();
        }

        journal.await("body ends with the baton");
    }

    /** Work that hears of no interruption until it is released. */
    private record DeafWork(Journal journal, CountDownLatch released) implements Callable<String> {

        @Override
        public String call() {
            journal.add("deaf");
            while (true) {
                try {
                    released.await();
                    return "released";
                } catch (InterruptedException unheard) {
                    // That is the point of it.
                }
            }
        }

        @Override
        public String toString() {
            return "deaf work";
        }
    }
}
