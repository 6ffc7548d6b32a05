package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.FutureArm;
import dev.heddle.defer.Callback;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.defer.ResultConsumer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Heddle's own futures, which need no reactor. */
abstract class DeferredArm implements FutureArm {

    private final Callback<Integer, Integer> increment = value -> value + 1;
    private final ResultConsumer<Integer> last = value -> this.given = value + 1;
    private final ResultConsumer<Integer> outermost = value -> this.given = value;
    private final ResultConsumer<List<Integer>> all = values -> this.given = values.size();
    private int given;

    /** Where others see the future, as they do in a program: otherwise the compiler would leave it out. */
    @Nullable
    Deferred<Integer> published;

    @Override
    public int addAndFire(int callbacks) {
        Deferred<Integer> deferred = new Deferred<>();
        add(deferred, callbacks);
        deferred.callback(0);
        return given;
    }

    @Override
    public int fireAndAdd(int callbacks) {
        add(Deferred.succeed(0), callbacks);
        return given;
    }

    private void add(Deferred<Integer> deferred, int callbacks) {
        published = deferred;
        for (int added = 1; added < callbacks; added++) {
            deferred.addCallback(increment);
        }
        deferred.addConsumer(last);
    }

    @Override
    public int nest(int depth, int value) {
        Deferred<Integer> first = new Deferred<>();
        Deferred<Integer> outer = first;
        for (int made = 0; made < depth; made++) {
            Deferred<Integer> inner = outer;
            outer = Deferred.succeed(made).addCallbackDeferring(ignored -> inner);
        }
        outer.addConsumer(outermost);
        first.callback(value);
        return given;
    }

    @Override
    public int gather(int count) {
        List<Deferred<Integer>> futures = new ArrayList<>(count);
        for (int made = 0; made < count; made++) {
            futures.add(new Deferred<>());
        }
        Deferreds.gather(futures).addConsumer(all);
        for (Deferred<Integer> future : futures) {
            future.callback(0);
        }
        return given;
    }

    @Override
    public void close() {}
}
