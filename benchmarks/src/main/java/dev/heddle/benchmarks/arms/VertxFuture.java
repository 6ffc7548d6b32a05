package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.FutureArm;
import dev.heddle.benchmarks.StaysOut;
import dev.heddle.benchmarks.workloads.NestedFutures;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Vert.x's futures, without a context. */
@StaysOut(
        of = NestedFutures.class,
        where = "depth",
        above = 1_000,
        because = "the futures of a chain call each other, and longer ones overflow the stack")
public final class VertxFuture implements FutureArm {

    private final Function<Integer, Integer> increment = value -> value + 1;
    private final Handler<Integer> last = value -> this.given = value + 1;
    private final Handler<Integer> outermost = value -> this.given = value;
    private int given;

    /** Where others see the future, as they do in a program: otherwise the compiler would leave it out. */
    @Nullable
    Future<Integer> published;

    /** Starts nothing. */
    public VertxFuture() {}

    @Override
    public String description() {
        return "Vert.x's Future, without a context: each callback but the last makes another one.";
    }

    @Override
    public int addAndFire(int callbacks) {
        Promise<Integer> promise = Promise.promise();
        add(promise.future(), callbacks);
        promise.complete(0);
        return given;
    }

    @Override
    public int fireAndAdd(int callbacks) {
        add(Future.succeededFuture(0), callbacks);
        return given;
    }

    private void add(Future<Integer> future, int callbacks) {
        published = future;
        Future<Integer> latest = future;
        for (int added = 1; added < callbacks; added++) {
            latest = latest.map(increment);
        }
        latest.onSuccess(last);
    }

    @Override
    public int nest(int depth, int value) {
        Promise<Integer> first = Promise.promise();
        Future<Integer> outer = first.future();
        for (int made = 0; made < depth; made++) {
            Future<Integer> inner = outer;
            outer = Future.succeededFuture(made).compose(ignored -> inner);
        }
        outer.onSuccess(outermost);
        first.complete(value);
        return given;
    }

    @Override
    public int gather(int count) {
        List<Promise<Integer>> promises = new ArrayList<>(count);
        List<Future<Integer>> futures = new ArrayList<>(count);
        for (int made = 0; made < count; made++) {
            Promise<Integer> promise = Promise.promise();
            promises.add(promise);
            futures.add(promise.future());
        }
        Future.all(futures).onSuccess(all -> given = all.list().size());
        for (Promise<Integer> promise : promises) {
            promise.complete(0);
        }
        return given;
    }

    @Override
    public void close() {}
}
