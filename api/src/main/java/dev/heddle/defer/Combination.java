package dev.heddle.defer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One Deferred made of many: takes note of what becomes of its inputs, and decides when that is enough (L1-L4).
 *
 * <p>The inputs may fire on any threads, at the same time. An outcome is noted before the input counts as arrived, so
 * whoever counts the last one sees them all. Several may find that they decide, the first failure and the last arrival,
 * or an arrival and a cancel: the flag {@code decided} lets one through. That one cancels the others where it is to,
 * and then fires. A cancel of the result that comes between the two counts, and the outcome is dropped then.
 *
 * <p>An input that has arrived is not cancelled: it would cancel what was added to it afterwards, which is not ours.
 */
abstract sealed class Combination<T extends @Nullable Object, R extends @Nullable Object> {

    private final List<Deferred<? extends T>> inputs;
    private final AtomicReferenceArray<@Nullable Outcome<T>> outcomes;
    private final AtomicInteger missing;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Deferred<R> result = new Deferred<>(self -> giveUp());

    private Combination(Collection<? extends Deferred<? extends T>> inputs) {
        this.inputs = List.copyOf(inputs);
        outcomes = new AtomicReferenceArray<>(this.inputs.size());
        missing = new AtomicInteger(this.inputs.size());
    }

    /** Looks at one outcome, which may decide. */
    abstract void arrived(int index, Outcome<T> outcome);

    /** Looks at all of them. */
    abstract void allArrived(List<Outcome<T>> all);

    /** Begins to listen to the inputs. */
    final Deferred<R> begin() {
        for (int i = 0; i < inputs.size(); i++) {
            listenTo(i, inputs.get(i));
        }
        if (inputs.isEmpty()) {
            allArrived(List.of());
        }
        return result;
    }

    private <I extends T> void listenTo(int index, Deferred<I> input) {
        input.<@Nullable Object>addBoth((value, failure) -> {
            note(index, failure == null ? new Outcome.Value<>(value) : new Outcome.Failed<>(failure));
            return value;
        });
    }

    @SuppressWarnings("unchecked") // the value is of the input's type
    private void note(int index, Outcome<?> outcome) {
        outcomes.set(index, (Outcome<T>) outcome);
        arrived(index, (Outcome<T>) outcome);
        if (missing.decrementAndGet() == 0) {
            allArrived(all());
        }
    }

    @SuppressWarnings("NullAway") // all have arrived
    private List<Outcome<T>> all() {
        List<Outcome<T>> all = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            all.add(outcomes.get(i));
        }
        return Collections.unmodifiableList(all);
    }

    /** Fires with {@code decision}, a value or a {@link Failure}, unless it is decided already. */
    final void decide(@Nullable Object decision, boolean cancelsTheRest) {
        if (decided.compareAndSet(false, true)) {
            if (cancelsTheRest) {
                cancelTheRest();
            }
            result.fireUnlessFired(decision);
        }
    }

    /** The canceller of the result. */
    private void giveUp() {
        if (decided.compareAndSet(false, true)) {
            cancelTheRest();
        }
    }

    private void cancelTheRest() {
        for (int i = 0; i < inputs.size(); i++) {
            if (outcomes.get(i) == null) {
                inputs.get(i).cancel();
            }
        }
    }

    /** All values, or the first failure. */
    static final class Gather<T extends @Nullable Object> extends Combination<T, List<T>> {

        private final boolean cancelsTheRest;

        Gather(Collection<? extends Deferred<? extends T>> inputs, boolean cancelsTheRest) {
            super(inputs);
            this.cancelsTheRest = cancelsTheRest;
        }

        @Override
        void arrived(int index, Outcome<T> outcome) {
            if (outcome instanceof Outcome.Failed<T>(Failure failure)) {
                decide(new Failure(new FirstFailureException(index, failure.getCause())), cancelsTheRest);
            }
        }

        @Override
        void allArrived(List<Outcome<T>> all) {
            List<T> values = new ArrayList<>(all.size());
            for (Outcome<T> outcome : all) {
                if (outcome instanceof Outcome.Value<T>(T value)) {
                    values.add(value);
                }
            }
            decide(Collections.unmodifiableList(values), false);
        }
    }

    /** All outcomes. */
    static final class Settle<T extends @Nullable Object> extends Combination<T, List<Outcome<T>>> {

        Settle(Collection<? extends Deferred<? extends T>> inputs) {
            super(inputs);
        }

        @Override
        void arrived(int index, Outcome<T> outcome) {}

        @Override
        void allArrived(List<Outcome<T>> all) {
            decide(all, false);
        }
    }

    /** The first value, or all failures. */
    static final class Race<T extends @Nullable Object> extends Combination<T, T> {

        Race(Collection<? extends Deferred<? extends T>> inputs) {
            super(inputs);
            if (inputs.isEmpty()) {
                throw new IllegalArgumentException("nobody can win a race of 0 inputs: give it at least one");
            }
        }

        @Override
        void arrived(int index, Outcome<T> outcome) {
            if (outcome instanceof Outcome.Value<T>(T value)) {
                decide(value, true);
            }
        }

        @Override
        void allArrived(List<Outcome<T>> all) {
            List<Throwable> causes = new ArrayList<>(all.size());
            for (Outcome<T> outcome : all) {
                if (outcome instanceof Outcome.Failed<T>(Failure failure)) {
                    causes.add(failure.getCause());
                }
            }
            decide(new Failure(new AllFailedException(causes)), false);
        }
    }
}
