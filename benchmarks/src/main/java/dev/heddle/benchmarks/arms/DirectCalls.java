package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.FutureArm;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.StaysOut;
import dev.heddle.benchmarks.workloads.NestedFutures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is left without futures: the same functions, called one after the other. */
@Plays(Role.LIMIT)
@StaysOut(
        of = NestedFutures.class,
        because = "without futures a chain has nothing to do, and the compiler leaves all of it out")
public final class DirectCalls implements FutureArm {

    private final Function<Integer, Integer> increment = value -> value + 1;

    /** Starts nothing. */
    public DirectCalls() {}

    @Override
    public String description() {
        return "No futures: the same functions in an array, called one after the other, as a limit.";
    }

    @Override
    public int addAndFire(int callbacks) {
        List<Function<Integer, Integer>> functions = new ArrayList<>(callbacks);
        for (int added = 0; added < callbacks; added++) {
            functions.add(increment);
        }
        Integer value = 0;
        for (Function<Integer, Integer> function : functions) {
            value = function.apply(value);
        }
        return value;
    }

    @Override
    public int fireAndAdd(int callbacks) {
        Integer value = 0;
        for (int added = 0; added < callbacks; added++) {
            value = increment.apply(value);
        }
        return value;
    }

    @Override
    public int nest(int depth, int value) {
        Function<Integer, Integer> identity = Function.identity();
        Integer passed = value;
        for (int made = 0; made < depth; made++) {
            passed = identity.apply(passed);
        }
        return passed;
    }

    @Override
    public int gather(int count) {
        List<Integer> values = new ArrayList<>(count);
        for (int made = 0; made < count; made++) {
            values.add(0);
        }
        return values.size();
    }

    @Override
    public void close() {}
}
