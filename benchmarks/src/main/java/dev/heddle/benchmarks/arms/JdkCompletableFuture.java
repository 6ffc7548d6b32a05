package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.FutureArm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JDK's futures. */
@SuppressWarnings("FutureReturnValueIgnored") // where a callback failed, the result would be missing
public final class JdkCompletableFuture implements FutureArm {

    private final Function<Integer, Integer> increment = value -> value + 1;
    private final Consumer<Integer> last = value -> this.given = value + 1;
    private final Consumer<Integer> outermost = value -> this.given = value;
    private int given;

    /** Where others see the future, as they do in a program: otherwise the compiler would leave it out. */
    @Nullable
    CompletableFuture<Integer> published;

    /** Starts nothing. */
    public JdkCompletableFuture() {}

    @Override
    public String description() {
        return "The JDK's CompletableFuture: each callback makes another one.";
    }

    @Override
    public int addAndFire(int callbacks) {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        add(future, callbacks);
        future.complete(0);
        return given;
    }

    @Override
    public int fireAndAdd(int callbacks) {
        add(CompletableFuture.completedFuture(0), callbacks);
        return given;
    }

    private void add(CompletableFuture<Integer> future, int callbacks) {
        published = future;
        CompletableFuture<Integer> latest = future;
        for (int added = 1; added < callbacks; added++) {
            latest = latest.thenApply(increment);
        }
        latest.thenAccept(last);
    }

    @Override
    public int nest(int depth, int value) {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Integer> outer = first;
        for (int made = 0; made < depth; made++) {
            CompletableFuture<Integer> inner = outer;
            outer = CompletableFuture.completedFuture(made).thenCompose(ignored -> inner);
        }
        outer.thenAccept(outermost);
        first.complete(value);
        return given;
    }

    @Override
    public int gather(int count) {
        List<CompletableFuture<Integer>> futures = new ArrayList<>(count);
        for (int made = 0; made < count; made++) {
            futures.add(new CompletableFuture<>());
        }
        CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)).thenRun(() -> collect(futures));
        for (CompletableFuture<Integer> future : futures) {
            future.complete(0);
        }
        return given;
    }

    private void collect(List<CompletableFuture<Integer>> futures) {
        List<Integer> values = new ArrayList<>(futures.size());
        for (CompletableFuture<Integer> future : futures) {
            values.add(future.join());
        }
        given = values.size();
    }

    @Override
    public void close() {}
}
