package dev.heddle.benchmarks.arms;

import com.stumbleupon.async.Callback;
import com.stumbleupon.async.Deferred;
import dev.heddle.benchmarks.FutureArm;
import dev.heddle.benchmarks.StaysOut;
import dev.heddle.benchmarks.workloads.NestedFutures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The older Deferred for the JVM, of StumbleUpon and OpenTSDB. */
@StaysOut(
        of = NestedFutures.class,
        where = "depth",
        above = 1_000,
        because = "the futures of a chain call each other, and longer ones overflow the stack")
public final class StumbleuponDeferred implements FutureArm {

    private final Callback<Integer, Integer> increment = value -> value + 1;
    private final Callback<Integer, Integer> last = value -> this.given = value + 1;
    private final Callback<Integer, Integer> outermost = value -> this.given = value;
    private final Callback<Integer, ArrayList<Integer>> all = values -> this.given = values.size();
    private int given;

    /** Where others see the future, as they do in a program: otherwise the compiler would leave it out. */
    @Nullable
    Deferred<Integer> published;

    /** Starts nothing. */
    public StumbleuponDeferred() {}

    @Override
    public String description() {
        return "StumbleUpon's Deferred: callbacks are added to one object, under a lock.";
    }

    @Override
    public int addAndFire(int callbacks) {
        Deferred<Integer> deferred = new Deferred<>();
        add(deferred, callbacks);
        deferred.callback(0);
        return given;
    }

    @Override
    public int fireAndAdd(int callbacks) {
        add(Deferred.fromResult(0), callbacks);
        return given;
    }

    private void add(Deferred<Integer> deferred, int callbacks) {
        published = deferred;
        for (int added = 1; added < callbacks; added++) {
            deferred.addCallback(increment);
        }
        deferred.addCallback(last);
    }

    @Override
    public int nest(int depth, int value) {
        Deferred<Integer> first = new Deferred<>();
        Deferred<Integer> outer = first;
        for (int made = 0; made < depth; made++) {
            Deferred<Integer> inner = outer;
            outer = Deferred.fromResult(made).addCallbackDeferring(ignored -> inner);
        }
        outer.addCallback(outermost);
        first.callback(value);
        return given;
    }

    @Override
    public int gather(int count) {
        List<Deferred<Integer>> futures = new ArrayList<>(count);
        for (int made = 0; made < count; made++) {
            futures.add(new Deferred<>());
        }
        Deferred.group(futures).addCallback(all);
        for (Deferred<Integer> future : futures) {
            future.callback(0);
        }
        return given;
    }

    @Override
    public void close() {}
}
