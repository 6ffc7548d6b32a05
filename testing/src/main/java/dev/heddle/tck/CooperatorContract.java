package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.task.CooperativeTask;
import dev.heddle.task.Cooperator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Clause L9: long work in small steps. */
public abstract class CooperatorContract extends StoppedClockContract {

    /** More than there is stack for. */
    private static final int MANY = 100_000;

    /** For subclasses. */
    protected CooperatorContract() {}

    private final List<Deferred<?>> given = new ArrayList<>();

    @BeforeEach
    final void begin() {
        stopClock();
    }

    /** Steps that note themselves, without an end. */
    private Iterator<String> endless(String name) {
        return Stream.generate(() -> noted(name)).iterator();
    }

    private Iterator<String> steps(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(step -> noted(name + step + (reactor.isHeldByCurrentThread() ? "" : " without the baton")))
                .iterator();
    }

    private String noted(String line) {
        journal.add(line);
        return line;
    }

    /** Steps of which the first gives a Deferred, and the second ends the work. */
    private Iterator<Object> waiting() {
        Deferred<@Nullable Void> first = new Deferred<>(self -> journal.add("cancelled"));
        given.add(first);
        return List.<Object>of(first, "last").stream()
                .map(step -> {
                    journal.add(step == first ? "wait" : "last");
                    return step;
                })
                .iterator();
    }

    private void noteEndOf(Deferred<?> end) {
        end.addBoth((value, failure) -> {
            journal.add(failure == null ? "done" : failure.getCause().getClass().getSimpleName());
            return 0;
        });
    }

    @Clause("L9")
    @DisplayName("L9: steps are made in later turns, by turns for each piece of work, to its end")
    void worksSideBySide() throws Exception {
        doInTurn(() -> {
            Cooperator cooperator = new Cooperator(reactor);
            noteEndOf(cooperator.coiterate(steps("a", 2)));
            noteEndOf(cooperator.coiterate(steps("b", 3)));
            journal.add("end of turn");
        });

        settle();

        assertThat(called()).containsExactly("end of turn", "a0", "b0", "a1", "b1", "done", "b2", "done");
    }

    @Clause("L9")
    @DisplayName("L9: work without an end lets everything else have its turns, and other work its steps")
    void othersHaveTheirTurns() throws Exception {
        CooperativeTask endless = inTurn(() -> {
            Cooperator cooperator = new Cooperator(reactor);
            CooperativeTask task = cooperator.cooperate(endless("step"));
            noteEndOf(cooperator.coiterate(steps("other", 1000)));
            reactor.callLater(Duration.ZERO, () -> journal.add("timed call"));
            return task;
        });

        journal.await("done");
        doInTurn(endless::stop);

        assertThat(journal.lines()).contains("timed call", "other999");
        assertThat(journal.lines().indexOf("timed call"))
                .isLessThan(journal.lines().indexOf("other999"));
    }

    @Clause("L9")
    @DisplayName("L9: when its slice of time is over, the other steps follow in a later turn")
    void slices() throws Exception {
        doInTurn(() -> {
            new Cooperator(reactor, ONE)
                    .coiterate(IntStream.range(0, 3)
                            .mapToObj(step -> {
                                advanceClock(ONE);
                                return noted("step");
                            })
                            .iterator());
            reactor.callLater(Duration.ZERO, () -> journal.add("timed call"));
        });

        harness.await("the steps", () -> journal.count("step") == 3);

        assertThat(called()).startsWith("step", "timed call");
    }

    @Clause("L9")
    @DisplayName("L9: where a step gives a Deferred the work waits for it, and for nothing else; many need no stack")
    void waitingForADeferred() throws Exception {
        doInTurn(() -> {
            Cooperator cooperator = new Cooperator(reactor);
            noteEndOf(cooperator.coiterate(waiting()));
            cooperator
                    .coiterate(Stream.generate(() -> Deferred.succeed(0))
                            .limit(MANY)
                            .iterator())
                    .addConsumer(nothing -> journal.add("many"));
        });
        journal.await("many");
        assertThat(called()).containsExactly("wait", "many");

        Crowd.runElsewhere(index -> fire(given.getFirst()));
        journal.await("done");

        assertThat(called()).containsExactly("wait", "many", "last", "done");
    }

    @SuppressWarnings("unchecked") // it is of no value
    private static void fire(Deferred<?> deferred) {
        ((Deferred<@Nullable Object>) deferred).callback(null);
    }

    @Clause("L9")
    @DisplayName("L9: work fails when a step throws, or the Deferred that it gave fails; other work goes on")
    void failing() throws Exception {
        doInTurn(() -> {
            Cooperator cooperator = new Cooperator(reactor);
            noteEndOf(cooperator.coiterate(Stream.generate(() -> {
                        throw new IllegalArgumentException("on purpose");
                    })
                    .iterator()));
            noteEndOf(cooperator.coiterate(
                    Stream.of(Deferred.fail(new IOException("on purpose"))).iterator()));
            noteEndOf(cooperator.coiterate(steps("step", 2)));
        });

        settle();

        assertThat(called()).containsExactly("IllegalArgumentException", "IOException", "step0", "step1", "done");
    }

    @Clause({"L9", "D12"})
    @DisplayName("L9: a failure that nobody watches for is reported; one that somebody watches for afterwards is not")
    void unwatchedFailures() throws Exception {
        List<CooperativeTask> tasks = inTurn(() -> {
            Cooperator cooperator = new Cooperator(reactor);
            return Stream.generate(() -> Stream.of(Deferred.fail(new IOException("on purpose")))
                            .iterator())
                    .limit(2)
                    .map(cooperator::cooperate)
                    .toList();
        });
        settle();
        doInTurn(() -> noteEndOf(tasks.getFirst().whenDone()));
        Deferred.setUnhandledFailureReporter(failure -> journal.add("reported"));

        Deferred.reportUnhandled();

        assertThat(called()).containsExactly("IOException", "reported");
    }

    @Clause("L9")
    @DisplayName("L9: pause holds the work, as often as it was called, and resume lets it go on")
    void pausing() throws Exception {
        CooperativeTask task = inTurn(() -> {
            CooperativeTask begun = new Cooperator(reactor).cooperate(steps("step", 1));
            begun.pause();
            begun.pause();
            return begun;
        });
        settle();
        doInTurn(task::resume);
        settle();
        assertThat(called()).isEmpty();

        doInTurn(task::resume);
        settle();

        assertThat(called()).containsExactly("step0");
    }

    @Clause("L9")
    @DisplayName(
            "L9: stop ends the work with CancellationException, cancels what it waits for, and makes no more steps")
    void stopping() throws Exception {
        CooperativeTask task = inTurn(() -> {
            CooperativeTask begun = new Cooperator(reactor).cooperate(waiting());
            noteEndOf(begun.whenDone());
            return begun;
        });
        settle();

        doInTurn(task::stop);
        settle();

        assertThat(called()).containsExactly("wait", "CancellationException", "cancelled");
        doInTurn(() -> noteEndOf(task.whenDone()));
        assertThat(called()).endsWith("cancelled", "CancellationException");
    }

    @Clause({"L9", "M4"})
    @DisplayName("L9: cancelling what coiterate gives, from anywhere, stops the work; what whenDone gives, does not")
    void cancelling() throws Exception {
        List<Deferred<@Nullable Void>> ends = inTurn(() -> {
            Cooperator cooperator = new Cooperator(reactor);
            return List.of(
                    cooperator.coiterate(waiting()),
                    cooperator.cooperate(waiting()).whenDone());
        });
        ends.forEach(this::noteEndOf);
        settle();

        ends.forEach(Deferred::cancel);
        settle();
        fire(given.getLast());
        settle();

        assertThat(called())
                .containsExactly("wait", "wait", "CancellationException", "cancelled", "CancellationException", "last");
    }

    @Clause("L9")
    @DisplayName("L9: a resume without a pause, anything but whenDone after the end, and a negative slice throw")
    void misuse() throws Exception {
        doInTurn(() -> {
            CooperativeTask task = new Cooperator(reactor).cooperate(endless("step"));
            assertThatThrownBy(task::resume).isInstanceOf(IllegalStateException.class);
            task.stop();
            assertThatThrownBy(task::stop).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(task::pause).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(task::resume).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> new Cooperator(reactor, ONE.negated()))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }
}
