package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.AllFailedException;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.defer.Failure;
import dev.heddle.defer.FirstFailureException;
import dev.heddle.defer.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Clauses L1 to L4: one Deferred made of many. */
public abstract class CombinatorContract extends ReactorContract {

    /** More than there is stack for. */
    private static final int MANY = 100_000;

    private static final int ROUNDS = 200;
    private static final int INPUTS = 3;

    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");
    private final List<String> log = new ArrayList<>();
    private final List<Deferred<Integer>> inputs = new ArrayList<>();

    /** For subclasses. */
    protected CombinatorContract() {}

    @BeforeEach
    final void makeInputs() {
        for (int i = 0; i < INPUTS; i++) {
            int index = i;
            inputs.add(new Deferred<>(self -> log.add("cancel " + index)));
        }
    }

    /** Logs what it fires with, as a text. */
    private void logResultOf(Deferred<?> combined) {
        combined.addBoth((value, failure) -> log.add(failure == null ? "value " + value : text(failure)));
    }

    private static String text(Failure failure) {
        return failure.getCause() instanceof FirstFailureException thrown
                ? "failure " + thrown.index() + " "
                        + Objects.requireNonNull(thrown.getCause()).getMessage()
                : failure.getCause().getClass().getSimpleName();
    }

    private static String text(Outcome<Integer> outcome) {
        return switch (outcome) {
            case Outcome.Value<Integer>(Integer value) -> "value " + value;
            case Outcome.Failed<Integer>(Failure failure) -> text(failure);
        };
    }

    /** Every way to combine, each of which is given to {@code test} with the three inputs, or others. */
    private static List<Function<Collection<Deferred<Integer>>, Deferred<?>>> allWays() {
        return List.of(Deferreds::gather, Deferreds::gatherOrCancel, Deferreds::settle, Deferreds::race);
    }

    private static List<Deferred<Integer>> unfired(int count) {
        return Stream.generate(Deferred<Integer>::new).limit(count).toList();
    }

    // What comes out.

    @Clause("L1")
    @DisplayName("L1: gather gives all values in the order of the inputs, whichever comes first")
    void gatherGivesAllValues() {
        logResultOf(Deferreds.gather(inputs));

        inputs.get(2).callback(2);
        inputs.get(0).callback(0);
        log.add("not yet");
        inputs.get(1).callback(1);

        assertThat(log).containsExactly("not yet", "value [0, 1, 2]");
    }

    @Clause("L1")
    @DisplayName("L1: gather takes what the callbacks that were added before make of a result, null, too")
    void gatherTakesWhatCallbacksMake() {
        inputs.get(0).addErrback(failure -> 7);
        Deferred<@Nullable Void> consumed = inputs.get(1).addConsumer(value -> {});
        logResultOf(Deferreds.gather(List.of(inputs.get(0), consumed)));

        inputs.get(0).errback(first);
        inputs.get(1).callback(1);

        assertThat(log).containsExactly("value [7, null]");
    }

    @Clause("L1")
    @DisplayName("L1: gather fails with the first failure, its index and cause, at once")
    void gatherFailsWithTheFirstFailure() {
        logResultOf(Deferreds.gather(inputs));

        inputs.get(1).errback(first);
        log.add("failed");
        inputs.get(0).errback(second);
        inputs.get(2).callback(2);

        assertThat(log).containsExactly("failure 1 first", "failed");
    }

    @Clause("L1")
    @DisplayName("L1: settle gives every outcome in the order of the inputs, and does not fail")
    void settleGivesEveryOutcome() {
        Deferreds.settle(inputs)
                .addConsumer(outcomes ->
                        outcomes.forEach(outcome -> log.add(outcomes.indexOf(outcome) + " " + text(outcome))));

        inputs.get(2).callback(2);
        inputs.get(1).errback(first);
        log.add("not yet");
        inputs.get(0).callback(0);

        assertThat(log).containsExactly("not yet", "0 value 0", "1 IOException", "2 value 2");
    }

    @Clause("L1")
    @DisplayName("L1: race gives the first value, and cancels the losers, but not the winner, before it is delivered")
    void raceCancelsTheLosers() {
        logResultOf(Deferreds.race(inputs));

        inputs.get(0).errback(first);
        inputs.get(1).callback(1);

        assertThat(log).containsExactly("cancel 2", "value 1");
    }

    @Clause("L1")
    @DisplayName("L1: what the cancelling of a loser makes of it does not count")
    void aLoserThatFiresDoesNotCount() {
        Deferred<Integer> loser = new Deferred<>(self -> self.callback(7));
        logResultOf(Deferreds.race(List.of(loser, inputs.get(0))));

        inputs.get(0).callback(0);

        assertThat(log).containsExactly("value 0");
    }

    @Clause("L1")
    @DisplayName("L1: a race that all lose fails with every failure, in the order of the inputs")
    void aRaceThatAllLose() {
        Deferreds.race(inputs.subList(0, 2)).addErrorConsumer(failure -> {
            failure.trap(AllFailedException.class);
            AllFailedException thrown = (AllFailedException) failure.getCause();
            assertThat(thrown.causes()).containsExactly(first, second);
            log.add(text(failure));
        });

        inputs.get(1).errback(second);
        inputs.get(0).errback(first);

        assertThat(log).containsExactly("AllFailedException");
    }

    @Clause("L1")
    @DisplayName("L1: inputs that have fired count at once, a race's first one wins, and those after it are cancelled")
    void inputsThatHaveFired() {
        logResultOf(Deferreds.gather(List.of(Deferred.succeed(1), Deferred.succeed(2))));
        logResultOf(Deferreds.gather(List.of(inputs.get(0), Deferred.<Integer>fail(first))));
        logResultOf(Deferreds.race(List.of(Deferred.succeed(3), inputs.get(1), Deferred.succeed(4))));

        assertThat(log).containsExactly("value [1, 2]", "failure 1 first", "cancel 1", "value 3");
    }

    @Clause("L1")
    @DisplayName("L1: 100,000 inputs that have fired are combined in constant stack, and so are those that fire later")
    void manyInputs() {
        List<Deferred<Integer>> fired =
                IntStream.range(0, MANY).mapToObj(Deferred::succeed).toList();
        List<Deferred<Integer>> unfired = unfired(MANY);

        Deferreds.gather(fired).addConsumer(values -> log.add("fired " + values.size()));
        Deferreds.gather(unfired).addConsumer(values -> log.add("unfired " + values.size()));
        Deferreds.race(unfired(MANY)).addErrback(failure -> 0).cancel();
        unfired.forEach(input -> input.callback(0));

        assertThat(log).containsExactly("fired 100000", "unfired 100000");
    }

    @Clause("L2")
    @DisplayName("L2: of nothing, gather and settle give an empty list at once, and a race throws")
    void ofNothing() {
        List<Deferred<Integer>> nothing = List.of();

        logResultOf(Deferreds.gather(nothing));
        logResultOf(Deferreds.gatherOrCancel(nothing));
        logResultOf(Deferreds.settle(nothing));

        assertThat(log).containsExactly("value []", "value []", "value []");
        assertThatThrownBy(() -> Deferreds.race(nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 inputs");
    }

    // What becomes of the inputs.

    @Clause("L3")
    @DisplayName("L3: gather takes over every failure, and leaves every value; nothing is left unhandled")
    void inputsAfterwards() {
        for (var way : allWays()) {
            List<Deferred<Integer>> some = unfired(INPUTS);
            way.apply(some).addErrorConsumer(failure -> {});

            some.get(0).errback(first);
            some.get(1).errback(second);
            some.get(2).callback(2);
            some.forEach(this::logResultOf);
        }

        Deferred.reportUnhandled();
        assertThat(log).hasSize(4 * INPUTS).containsOnly("value null", "value 2");
        assertThat(log).filteredOn("value 2"::equals).hasSize(3); // gatherOrCancel has cancelled that one
    }

    @Clause("L3")
    @DisplayName(
            "L3: on the first failure gather leaves the rest alone, and gatherOrCancel cancels them before it fails")
    void theRestAfterAFailure() {
        logResultOf(Deferreds.gather(inputs.subList(0, 2)));
        inputs.get(0).errback(first);
        assertThat(log).containsExactly("failure 0 first");

        log.clear();
        Deferred<Integer> failing = new Deferred<>();
        logResultOf(Deferreds.gatherOrCancel(List.of(inputs.get(1), failing, inputs.get(2))));
        failing.errback(second);

        assertThat(log).containsExactly("cancel 1", "cancel 2", "failure 1 second");
    }

    @Clause("L4")
    @DisplayName("L4: cancelling a combinator cancels every input without a result, and then fails it, whatever comes")
    void cancelling() {
        Deferred<Integer> firing = new Deferred<>(self -> self.callback(7));
        for (var way : allWays()) {
            log.clear();
            makeInputs();
            Deferred<Integer> mine = new Deferred<>(self -> log.add("cancel"));
            Deferred<?> combined = way.apply(List.of(mine, firing, inputs.getLast()));
            logResultOf(combined);

            combined.cancel();
            firing = new Deferred<>(self -> self.callback(7));

            assertThat(log).containsExactly("cancel", "cancel 2", "CancellationException");
        }
    }

    @Clause("L4")
    @DisplayName("L4: an input that has its result is not cancelled with the others, whatever it waits for since")
    void whatFollowsAnInputIsNotCancelled() {
        for (var way :
                List.<Function<Collection<Deferred<Integer>>, Deferred<?>>>of(Deferreds::gather, Deferreds::settle)) {
            log.clear();
            Deferred<Integer> fired = Deferred.succeed(0);
            Deferred<?> combined = way.apply(List.of(fired, new Deferred<>(self -> log.add("cancel"))));
            fired.addCallbackDeferring(value -> new Deferred<>(self -> log.add("cancel what follows")));
            logResultOf(combined);

            combined.cancel();

            assertThat(log).containsExactly("cancel", "CancellationException");
        }
    }

    @Clause("L4")
    @DisplayName("L4: cancelling a combinator that has fired does nothing, though inputs have no result yet")
    void cancellingAfterwards() {
        Deferred<?> combined = Deferreds.gather(inputs);
        logResultOf(combined);
        inputs.get(0).errback(first);

        combined.cancel();

        assertThat(log).containsExactly("failure 0 first");
    }

    @Clause("L4")
    @DisplayName("L4: a race that is cancelled while it cancels its losers has its end by that, and the winner none")
    void cancellingInside() {
        List<Deferred<Integer>> races = new ArrayList<>();
        Deferred<Integer> winner = new Deferred<>();
        Deferred<Integer> loser = new Deferred<>(self -> races.getFirst().cancel());
        races.add(Deferreds.race(List.of(winner, loser)));
        logResultOf(races.getFirst());

        winner.callback(1);
        logResultOf(winner);

        assertThat(log).containsExactly("CancellationException", "value 1");
    }

    // Threads.

    @Clause({"L1", "M4"})
    @DisplayName("L1: inputs that fire on several threads at the same time are all seen, and the result comes once")
    void inputsOfSeveralThreads() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Deferred<Integer>> some = unfired(INPUTS);
            var results = new Journal(harness);
            Deferreds.gather(some).addConsumer(values -> results.add("gathered " + values));
            Deferreds.settle(some).addConsumer(outcomes -> results.add("settled " + outcomes.size()));

            Crowd.run(INPUTS, index -> some.get(index).callback(index));

            assertThat(results.lines()).containsExactlyInAnyOrder("gathered [0, 1, 2]", "settled 3");
        }
    }

    @Clause({"L1", "M4"})
    @DisplayName("L1: of several that would decide at the same time one does")
    void oneDecides() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Deferred<Integer>> failing = unfired(INPUTS);
            List<Deferred<Integer>> winning = unfired(INPUTS);
            var results = new Journal(harness);
            Deferreds.gatherOrCancel(failing).addErrorConsumer(failure -> results.add("failed"));
            Deferreds.race(winning).addConsumer(value -> results.add("won"));

            Crowd.run(INPUTS, index -> {
                failing.get(index).errback(first); // ignored where a cancel came first
                winning.get(index).callback(index);
            });

            assertThat(results.lines()).containsExactlyInAnyOrder("failed", "won");
        }
    }

    @Clause({"L4", "M4"})
    @DisplayName("L4: of a cancel and what decides at the same time one counts, and neither throws")
    void cancellingAndDeciding() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Deferred<Integer>> some = unfired(1);
            var results = new Journal(harness);
            Deferred<Integer> race = Deferreds.race(some);
            race.addBoth((value, failure) -> {
                results.add(failure == null ? "won" : text(failure));
                return 0;
            });

            Crowd.run(2, index -> {
                if (index == 0) {
                    some.getFirst().callback(1);
                } else {
                    race.cancel();
                }
            });

            assertThat(results.lines()).hasSize(1).first().isIn("won", "CancellationException");
        }
    }

    @Clause({"L1", "L4", "M4"})
    @DisplayName("L4: the inputs may be owed by several reactors, each of which gives up its own in a turn")
    void inputsOfSeveralReactors() throws Exception {
        Reactor other = harness.newReactor(ReactorOptions.defaults());
        start();
        other.start();
        var neverOpened = new CountDownLatch(1);
        Deferred<Integer> one = inTurn(() -> reactor.deferToThread(() -> 1));
        Deferred<Integer> two = inTurnOf(other, () -> other.deferToThread(() -> 2));
        Deferred<Integer> slow = inTurnOf(
                other,
                () -> other.deferToThread(() -> {
                    neverOpened.await();
                    return 3;
                }));
        slow.addErrback(failure -> {
            failure.trap(CancellationException.class);
            journal.add("given up with the baton " + other.isHeldByCurrentThread());
            return 0;
        });

        Deferreds.gather(List.of(one, two)).addConsumer(values -> journal.add("gathered " + values));
        journal.await("gathered [1, 2]");
        Deferreds.race(List.of(slow, one)).addConsumer(value -> journal.add("won " + value));

        assertThat(journal.await(3)).contains("won 1", "given up with the baton true");
    }
}
