package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.FutureArm;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import io.netty.util.concurrent.PromiseNotifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Netty's futures, without an event loop. */
public final class NettyPromise implements FutureArm {

    private final FutureListener<Integer> first = future -> this.given = future.getNow() + 1;
    private final FutureListener<Integer> next = future -> this.given++;
    private final FutureListener<Integer> outermost = future -> this.given = future.getNow();
    private int given;

    /** Where others see the future, as they do in a program: otherwise the compiler would leave it out. */
    @Nullable
    Promise<Integer> published;

    /** Starts nothing. */
    public NettyPromise() {}

    @Override
    public String description() {
        return NettyArm.version()
                + ", DefaultPromise on the immediate executor. Its listeners all get the same result, and"
                + " count for themselves: nothing goes from one to the next.";
    }

    private static Promise<Integer> promise() {
        return new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    }

    @Override
    public int addAndFire(int callbacks) {
        Promise<Integer> promise = promise();
        add(promise, callbacks);
        promise.setSuccess(0);
        return given;
    }

    @Override
    public int fireAndAdd(int callbacks) {
        add(promise().setSuccess(0), callbacks);
        return given;
    }

    private void add(Promise<Integer> promise, int callbacks) {
        published = promise;
        promise.addListener(first);
        for (int added = 1; added < callbacks; added++) {
            promise.addListener(next);
        }
    }

    /** There is nothing to compose promises with; a notifier is what Netty itself uses for that. */
    @Override
    public int nest(int depth, int value) {
        Promise<Integer> innermost = promise();
        Promise<Integer> outer = innermost;
        for (int made = 0; made < depth; made++) {
            Promise<Integer> waiting = promise();
            outer.addListener(new PromiseNotifier<>(waiting));
            outer = waiting;
        }
        outer.addListener(outermost);
        innermost.setSuccess(value);
        return given;
    }

    @Override
    public int gather(int count) {
        List<Promise<Integer>> futures = new ArrayList<>(count);
        PromiseCombiner combiner = new PromiseCombiner(ImmediateEventExecutor.INSTANCE);
        for (int made = 0; made < count; made++) {
            Promise<Integer> promise = promise();
            futures.add(promise);
            combiner.add((Future<Integer>) promise);
        }
        Promise<Void> all = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
        combiner.finish(all);
        all.addListener(finished -> collect(futures));
        for (Promise<Integer> promise : futures) {
            promise.setSuccess(0);
        }
        return given;
    }

    private void collect(List<Promise<Integer>> futures) {
        List<Integer> values = new ArrayList<>(futures.size());
        for (Promise<Integer> promise : futures) {
            values.add(promise.getNow());
        }
        given = values.size();
    }

    @Override
    public void close() {}
}
