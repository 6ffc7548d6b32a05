package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Deferred;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Clauses D10 and D17: Deferreds in a row, and those that pass their result on. */
public abstract class ChainingContract extends ReactorContract {

    /** More than there is stack for. */
    private static final int MANY = 100_000;

    private static final int ROUNDS = 100;

    private final List<String> log = new ArrayList<>();

    /** For subclasses. */
    protected ChainingContract() {}

    /** So many that have not fired. */
    private static List<Deferred<Integer>> unfired() {
        return Stream.generate(Deferred<Integer>::new).limit(MANY).toList();
    }

    private void logOutcomeOf(String name, Deferred<?> deferred) {
        deferred.addBoth((value, failure) -> log.add(name + " "
                + (failure == null ? value : failure.getCause().getClass().getSimpleName())));
    }

    // In a row.

    /** Each is returned by a callback of the next one. */
    private static List<Deferred<Integer>> eachReturnedByTheNext() {
        List<Deferred<Integer>> row = unfired();
        for (int i = 1; i < MANY; i++) {
            Deferred<Integer> inner = row.get(i - 1);
            row.get(i).addCallbackDeferring(value -> inner);
        }
        return row;
    }

    @Clause("D10")
    @DisplayName(
            "D10: 100,000 Deferreds, each returned by the next one's callback, deliver from the innermost outwards")
    void eachReturnedByTheNextFromTheInside() {
        List<Deferred<Integer>> row = eachReturnedByTheNext();
        logOutcomeOf("outermost", row.getLast());

        for (int i = 0; i < MANY; i++) {
            row.get(i).callback(i);
        }

        assertThat(log).containsExactly("outermost 0");
    }

    @Clause("D10")
    @DisplayName("D10: so they do if all wait before the innermost is fired, with a failure as well")
    void eachReturnedByTheNextFromTheOutside() {
        for (boolean fails : List.of(false, true)) {
            List<Deferred<Integer>> row = eachReturnedByTheNext();
            logOutcomeOf("outermost", row.getLast());
            for (int i = MANY - 1; i > 0; i--) {
                row.get(i).callback(i);
            }

            if (fails) {
                row.getFirst().errback(new IOException("on purpose"));
            } else {
                row.getFirst().callback(0);
            }
        }

        assertThat(log).containsExactly("outermost 0", "outermost IOException");
    }

    @Clause("D10")
    @DisplayName("D10: so they do if each waits already when it is returned")
    void eachReturnedWhileItWaits() {
        List<Deferred<Integer>> row = eachReturnedByTheNext();
        logOutcomeOf("outermost", row.getLast());
        for (int i = 1; i < MANY; i++) {
            row.get(i).callback(i);
        }

        row.getFirst().callback(0);

        assertThat(log).containsExactly("outermost 0");
    }

    @Clause("D10")
    @DisplayName("D10: cancelling the outermost of 100,000 that wait reaches the innermost, and the outermost again")
    void cancellingARow() {
        List<Deferred<Integer>> row = eachReturnedByTheNext();
        for (int i = MANY - 1; i > 0; i--) {
            row.get(i).callback(i);
        }
        logOutcomeOf("outermost", row.getLast());

        row.getLast().cancel();

        assertThat(log).containsExactly("outermost CancellationException");
        assertThat(row.getFirst().hasFired()).isTrue();
    }

    @Clause("D10")
    @DisplayName("D10: 100,000 Deferreds chained by chainTo deliver, whichever end they were chained from")
    void manyChained() {
        List<Integer> indexes = new ArrayList<>(IntStream.range(1, MANY).boxed().toList());
        for (boolean fromTheEnd : List.of(false, true)) {
            List<Deferred<Integer>> row = unfired();
            for (int i : indexes) {
                row.get(i - 1).chainTo(row.get(i));
            }
            logOutcomeOf("last, from the end " + fromTheEnd, row.getLast());

            row.getFirst().callback(1);
            Collections.reverse(indexes);
        }

        assertThat(log).containsExactly("last, from the end false 1", "last, from the end true 1");
    }

    @Clause("D10")
    @DisplayName("D10: so they do if the first has fired when it is chained to the others, with a failure as well")
    void manyChainedToOneThatFired() {
        for (Deferred<Integer> first :
                List.of(Deferred.succeed(1), Deferred.<Integer>fail(new IOException("failed")))) {
            List<Deferred<Integer>> row = unfired();
            for (int i = 1; i < MANY; i++) {
                row.get(i - 1).chainTo(row.get(i));
            }
            logOutcomeOf("last", row.getLast());

            first.chainTo(row.getFirst());
        }

        assertThat(log).containsExactly("last 1", "last IOException");
    }

    @Clause({"D10", "D17"})
    @DisplayName("D10: each of 100,000 that are chained goes on, after the one that it was chained to")
    void eachGoesOnAfterItsTarget() {
        List<Deferred<Integer>> row = unfired();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int mine = i;
            Deferred<?> passedOn = i < MANY - 1 ? row.get(i).chainTo(row.get(i + 1)) : row.get(i);
            passedOn.addBoth((value, failure) -> order.add(mine));
        }

        row.getFirst().callback(1);

        assertThat(order)
                .isEqualTo(
                        IntStream.rangeClosed(1, MANY).mapToObj(i -> MANY - i).toList());
    }

    // Passing a result on.

    @Clause("D17")
    @DisplayName("D17: chainTo fires the target with the value or the failure, and goes on with null after it")
    void theResultIsPassedOn() {
        Deferred<String> source = new Deferred<>();
        Deferred<String> target = new Deferred<>();
        Deferred<String> failing = new Deferred<>();
        Deferred<String> failed = new Deferred<>();
        logOutcomeOf("source", source.chainTo(target));
        logOutcomeOf("failing", failing.chainTo(failed));
        logOutcomeOf("target", target);
        logOutcomeOf("failed", failed);

        source.callback("value");
        failing.errback(new IOException("on purpose"));

        assertThat(log).containsExactly("target value", "source null", "failed IOException", "failing null");
    }

    @Clause("D17")
    @DisplayName("D17: what was added before sees the result, and what it returns is passed on")
    void whatWasAddedBeforeSeesTheResult() {
        Deferred<String> source = new Deferred<>();
        Deferred<Object> target = new Deferred<>();
        source.addCallback(value -> value + "!").chainTo(target);
        logOutcomeOf("target", target);

        source.callback("value");

        assertThat(log).containsExactly("target value!");
    }

    @Clause("D17")
    @DisplayName("D17: what callbacks of the target add to the one that fired it waits until they are done")
    void whatTheTargetAddsComesAfterIt() {
        Deferred<String> source = new Deferred<>();
        Deferred<String> target = new Deferred<>();
        target.addConsumer(value -> {
            logOutcomeOf("source", source);
            log.add("added");
        });
        logOutcomeOf("target", target);
        source.chainTo(target);

        source.callback("value");

        assertThat(log).containsExactly("added", "target null", "source null");
    }

    @Clause("D17")
    @DisplayName("D17: a target that is paused keeps its callbacks, and does not hold up who is chained to it")
    void aPausedTargetHoldsItsOwn() {
        Deferred<String> source = new Deferred<>();
        Deferred<String> target = new Deferred<>();
        target.pause();
        logOutcomeOf("target", target);
        logOutcomeOf("source", source.chainTo(target));

        source.callback("value");
        log.add("fired");
        target.unpause();

        assertThat(log).containsExactly("source null", "fired", "target value");
    }

    @Clause("D17")
    @DisplayName("D17: where the target has fired, the chain fails with AlreadyFiredException, and no failure is lost")
    void aTargetThatHasFired() {
        Deferred<String> target = Deferred.succeed("first");
        IOException lost = new IOException("not passed on");
        List<Throwable> causes = new ArrayList<>();

        Deferred.succeed("second").chainTo(target).addErrorConsumer(failure -> causes.add(failure.getCause()));
        Deferred.<String>fail(lost).chainTo(target).addErrorConsumer(failure -> causes.add(failure.getCause()));

        assertThat(causes).hasSize(2).hasOnlyElementsOfType(AlreadyFiredException.class);
        assertThat(causes.get(0).getSuppressed()).isEmpty();
        assertThat(causes.get(1).getSuppressed()).containsExactly(lost);
        logOutcomeOf("target", target);
        assertThat(log).containsExactly("target first");
    }

    @Clause({"D17", "X1", "X3"})
    @DisplayName("D17: a target that was cancelled takes the result like a firing: without a canceller it ignores one")
    void aTargetThatWasCancelled() {
        Deferred<String> plain = new Deferred<>();
        Deferred<String> withCanceller = new Deferred<>(self -> log.add("canceller"));
        logOutcomeOf("plain", plain);
        logOutcomeOf("with canceller", withCanceller);
        plain.cancel();
        withCanceller.cancel();

        logOutcomeOf("ignored", Deferred.succeed("late").chainTo(plain));
        logOutcomeOf("second", Deferred.succeed("later").chainTo(plain));
        logOutcomeOf("refused", Deferred.succeed("late").chainTo(withCanceller));

        assertThat(log)
                .containsExactly(
                        "plain CancellationException",
                        "canceller",
                        "with canceller CancellationException",
                        "ignored null",
                        "second AlreadyFiredException",
                        "refused AlreadyFiredException");
    }

    @Clause("D17")
    @DisplayName("D17: cancelling goes one way, too: with the result")
    void cancellingGoesOneWay() {
        Deferred<String> source = new Deferred<>();
        Deferred<String> target = new Deferred<>();
        Deferred<String> cancelled = new Deferred<>();
        Deferred<String> told = new Deferred<>();
        source.chainTo(target);
        cancelled.chainTo(told);
        logOutcomeOf("target", target);
        logOutcomeOf("told", told);

        target.cancel();
        cancelled.cancel();

        assertThat(source.hasFired()).isFalse();
        assertThat(log).containsExactly("target CancellationException", "told CancellationException");
    }

    @Clause("D17")
    @DisplayName("D17: a Deferred cannot be chained to itself")
    void notToItself() {
        Deferred<String> deferred = new Deferred<>();

        assertThatThrownBy(() -> deferred.chainTo(deferred)).isInstanceOf(IllegalArgumentException.class);

        deferred.callback("value");
        logOutcomeOf("still", deferred);
        assertThat(log).containsExactly("still value");
    }

    @Clause("D17")
    @DisplayName("D17: a result is passed on from turn to turn, and to a target that has moved to the reactor")
    void passedOnToAReactor() throws Exception {
        start();
        Deferred<String> source = new Deferred<>();
        Deferred<String> target = new Deferred<>();
        target.on(reactor).addConsumer(value -> journal.add(value + " in a turn " + reactor.isHeldByCurrentThread()));
        source.chainTo(target);

        doInTurn(() -> reactor.callLater(Duration.ZERO, () -> source.callback("one")));
        journal.await("one in a turn true");
        Deferred<String> elsewhere = new Deferred<>();
        elsewhere
                .on(reactor)
                .addConsumer(value -> journal.add(value + " in a turn " + reactor.isHeldByCurrentThread()));
        Deferred.succeed("two").chainTo(elsewhere);

        assertThat(journal.await(2)).endsWith("two in a turn true");
    }

    @Clause({"D17", "M4"})
    @DisplayName("D17: of what is passed on and a firing at the same time one counts, and the other is told so")
    void passingOnAndFiringAreLinearizable() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<String> source = new Deferred<>();
            Deferred<String> target = new Deferred<>();
            var outcomes = new Journal(harness);
            source.chainTo(target)
                    .addErrorConsumer(failure -> outcomes.add(
                            failure.trap(AlreadyFiredException.class).getSimpleName()));
            target.addConsumer(value -> outcomes.add("target: " + value));

            Crowd.run(2, index -> {
                if (index == 0) {
                    source.callback("passed on");
                } else {
                    fireAndNote(target, outcomes);
                }
            });

            assertThat(outcomes.lines())
                    .hasSize(2)
                    .contains("AlreadyFiredException")
                    .containsAnyOf("target: passed on", "target: fired");
        }
    }

    private static void fireAndNote(Deferred<String> target, Journal outcomes) {
        try {
            target.callback("fired");
        } catch (AlreadyFiredException late) {
            outcomes.add(late.getClass().getSimpleName());
        }
    }

    @Clause({"D17", "M4"})
    @DisplayName("D17: of what is passed on and a cancel at the same time one counts, and neither throws")
    void passingOnAndCancellingAreLinearizable() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Deferred<String> source = new Deferred<>();
            Deferred<String> target = new Deferred<>();
            var outcomes = new Journal(harness);
            Deferred<@Nullable Void> rest = source.chainTo(target);
            rest.addConsumer(nothing -> outcomes.add("went on"));
            target.addErrback(
                            failure -> failure.trap(CancellationException.class).getSimpleName())
                    .addConsumer(outcomes::add);

            Crowd.run(2, index -> {
                if (index == 0) {
                    source.callback("passed on");
                } else {
                    target.cancel();
                }
            });

            assertThat(outcomes.lines())
                    .hasSize(2)
                    .contains("went on")
                    .containsAnyOf("passed on", "CancellationException");
        }
    }
}
