package dev.heddle.proof.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.defer.AllFailedException;
import dev.heddle.defer.AlreadyFiredException;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.defer.FirstFailureException;
import dev.heddle.defer.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * L1-L4: what {@code gather}, {@code gatherOrCancel}, {@code settle} and {@code race} do with inputs that fire, fail and
 * are cancelled in any order, before and after, and when they are cancelled themselves.
 */
class CombinationModelTest {

    private static final int MOST_INPUTS = 4;

    /** Which combinator. */
    enum Flavour {
        GATHER,
        GATHER_OR_CANCEL,
        SETTLE,
        RACE
    }

    /** What is done to an input, or, with CANCEL_RESULT, to the combinator's result. */
    enum Kind {
        FIRE,
        FAIL,
        CANCEL,
        CANCEL_RESULT
    }

    /** @param input whom it is done to, of as many as there are */
    record Step(Kind kind, int input) {}

    /**
     * A program.
     *
     * @param answering for each input, whether its canceller brings a value
     * @param before what is done before the inputs are combined
     */
    record Program(Flavour flavour, List<Boolean> answering, List<Step> before, List<Step> after) {}

    @Provide
    Arbitrary<Program> programs() {
        Arbitrary<List<Step>> steps = Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, MOST_INPUTS - 1))
                .as(Step::new)
                .list()
                .ofMaxSize(8);
        Arbitrary<List<Boolean>> answering =
                Arbitraries.of(false, true).list().ofMinSize(1).ofMaxSize(MOST_INPUTS);
        return Combinators.combine(Arbitraries.of(Flavour.class), answering, steps, steps)
                .as(Program::new);
    }

    @Property(tries = 5_000)
    void doWhatTheModelDoes(@ForAll("programs") Program program) {
        List<String> expected = new Model(program).trace();

        assertThat(new Real(program).trace()).isEqualTo(expected);
    }

    /** The program on Heddle. */
    private static final class Real {

        private final Program program;
        private final List<String> trace = new ArrayList<>();
        private final List<Deferred<Integer>> inputs = new ArrayList<>();

        Real(Program program) {
            this.program = program;
            for (int input = 0; input < program.answering.size(); input++) {
                int index = input;
                inputs.add(new Deferred<>(self -> {
                    trace.add("canceller " + index);
                    if (program.answering.get(index)) {
                        self.callback(-index);
                    }
                }));
            }
        }

        List<String> trace() {
            program.before.forEach(this::take);
            Deferred<String> result = combined();
            result.addCallback(value -> trace.add("result " + value))
                    .addErrback(failure -> trace.add("result " + shown(failure.getCause())));
            for (Step step : program.after) {
                if (step.kind == Kind.CANCEL_RESULT) {
                    result.cancel();
                } else {
                    take(step);
                }
            }
            for (Deferred<Integer> input : inputs) {
                input.addCallback(value -> trace.add("left " + value))
                        .addErrback(failure -> trace.add("left a failure"));
            }
            return trace;
        }

        private Deferred<String> combined() {
            return switch (program.flavour) {
                case GATHER -> Deferreds.gather(inputs).addCallback(String::valueOf);
                case GATHER_OR_CANCEL -> Deferreds.gatherOrCancel(inputs).addCallback(String::valueOf);
                case RACE -> Deferreds.race(inputs).addCallback(String::valueOf);
                case SETTLE ->
                    Deferreds.settle(inputs)
                            .addCallback(outcomes ->
                                    outcomes.stream().map(this::shown).toList().toString());
            };
        }

        private String shown(Outcome<Integer> outcome) {
            return switch (outcome) {
                case Outcome.Value<Integer>(Integer value) -> value.toString();
                case Outcome.Failed<Integer>(var failure) -> shown(failure.getCause());
            };
        }

        private String shown(Throwable thrown) {
            return switch (thrown) {
                case CancellationException cancelled -> "cancelled";
                case FirstFailureException first -> "first " + first.index() + " " + shown(first.getCause());
                case AllFailedException all ->
                    "all " + all.causes().stream().map(this::shown).toList();
                default -> String.valueOf(thrown.getMessage());
            };
        }

        private void take(Step step) {
            if (step.input >= inputs.size()) {
                return;
            }
            Deferred<Integer> input = inputs.get(step.input);
            try {
                switch (step.kind) {
                    case FIRE -> input.callback(step.input);
                    case FAIL -> input.errback(new IllegalStateException("failed " + step.input));
                    case CANCEL -> input.cancel();
                    case CANCEL_RESULT -> {}
                }
            } catch (AlreadyFiredException refused) {
                trace.add("refused");
            }
        }
    }

    /** What should come of it, in the simplest way: one thread, no callbacks, outcomes as text. */
    private static final class Model {

        private final Program program;
        private final List<String> trace = new ArrayList<>();

        /** Null while there is none. A failure begins with a letter. */
        private final @Nullable String[] outcomes;

        private boolean combined;
        private boolean decided;

        Model(Program program) {
            this.program = program;
            outcomes = new String[program.answering.size()];
        }

        List<String> trace() {
            program.before.forEach(this::take);
            combined = true;
            for (int input = 0; input < outcomes.length; input++) {
                look(input, input + 1);
            }
            for (Step step : program.after) {
                if (step.kind == Kind.CANCEL_RESULT) {
                    cancelResult();
                } else {
                    take(step);
                }
            }
            for (String outcome : outcomes) {
                if (outcome != null) {
                    trace.add(isFailure(outcome) ? "left null" : "left " + outcome);
                }
            }
            return trace;
        }

        private void take(Step step) {
            if (step.input >= outcomes.length) {
                return;
            }
            switch (step.kind) {
                case FIRE -> fire(step.input, String.valueOf(step.input));
                case FAIL -> fire(step.input, "failed " + step.input);
                case CANCEL -> cancel(step.input);
                case CANCEL_RESULT -> {}
            }
        }

        private void fire(int input, String outcome) {
            if (outcomes[input] == null) {
                outcomes[input] = outcome;
                if (combined) {
                    look(input, outcomes.length);
                }
            } else {
                trace.add("refused");
            }
        }

        private void cancel(int input) {
            if (outcomes[input] != null) {
                return;
            }
            trace.add("canceller " + input);
            boolean answers = program.answering.get(input);
            outcomes[input] = answers ? String.valueOf(-input) : "cancelled";
            if (combined) {
                look(input, outcomes.length);
            }
        }

        private void cancelResult() {
            if (!decided) {
                decided = true;
                cancelTheRest();
                trace.add("result cancelled");
            }
        }

        /** Looks at a new outcome, of the first {@code listenedTo} inputs. */
        private void look(int input, int listenedTo) {
            String outcome = outcomes[input];
            if (outcome == null || decided) {
                return;
            }
            boolean failure = isFailure(outcome);
            if (failure && (program.flavour == Flavour.GATHER || program.flavour == Flavour.GATHER_OR_CANCEL)) {
                decide("first " + input + " " + outcome, program.flavour == Flavour.GATHER_OR_CANCEL);
            } else if (!failure && program.flavour == Flavour.RACE) {
                decide(outcome, true);
            } else if (listenedTo == outcomes.length && Arrays.stream(outcomes).noneMatch(each -> each == null)) {
                String all = Arrays.stream(outcomes).map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
                decide(program.flavour == Flavour.RACE ? "all " + all : all, false);
            }
        }

        private void decide(String result, boolean cancelsTheRest) {
            decided = true;
            if (cancelsTheRest) {
                cancelTheRest();
            }
            trace.add("result " + result);
        }

        private void cancelTheRest() {
            for (int input = 0; input < outcomes.length; input++) {
                cancel(input);
            }
        }

        private static boolean isFailure(String outcome) {
            return Character.isLetter(outcome.charAt(0));
        }
    }
}
