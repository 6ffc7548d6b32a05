package dev.heddle.proof.oracle;

import dev.heddle.proof.oracle.Operation.Add;
import dev.heddle.proof.oracle.Operation.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Some Deferreds, told by their cancellers, and what is done to them, one after the other. */
record Program(List<Canceller> cancellers, List<Operation> operations) {

    /** What the canceller of a Deferred does. */
    enum Canceller {
        /** There is none. */
        NONE,
        /** Nothing. */
        IDLE,
        /** Fires a value. */
        FIRES,
        /** Fires a failure. */
        FAILS
    }

    String json() {
        String names =
                cancellers.stream().map(canceller -> "\"" + canceller + "\"").collect(Collectors.joining(", "));
        return "{\"cancellers\": [" + names + "], \"operations\": " + json(operations) + "}";
    }

    static String json(List<Operation> operations) {
        return operations.stream().map(Operation::json).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The programs that lack one thing that this one has. */
    Stream<Program> simpler() {
        return Stream.concat(
                simpler(operations).map(fewer -> new Program(cancellers, fewer)),
                IntStream.range(0, cancellers.size())
                        .filter(index -> cancellers.get(index) != Canceller.NONE)
                        .mapToObj(index -> new Program(replaced(cancellers, index, Canceller.NONE), operations)));
    }

    private static Stream<List<Operation>> simpler(List<Operation> operations) {
        return IntStream.range(0, operations.size()).boxed().flatMap(index -> {
            List<Operation> without = new ArrayList<>(operations);
            Operation removed = without.remove((int) index);
            Stream<List<Operation>> inside = removed instanceof Add add
                    ? simpler(add).map(simpler -> replaced(operations, index, simpler))
                    : Stream.empty();
            return Stream.concat(Stream.of(without), inside);
        });
    }

    private static Stream<Operation> simpler(Add add) {
        Stream<Operation> callbacks = simpler(add.callback(), add.errback() != null)
                .map(handler -> new Add(add.deferred(), add.name(), add.deferring(), handler.orNull(), add.errback()));
        Stream<Operation> errbacks = simpler(add.errback(), add.callback() != null)
                .map(handler -> new Add(add.deferred(), add.name(), add.deferring(), add.callback(), handler.orNull()));
        return Stream.concat(callbacks, errbacks);
    }

    private static Stream<Simpler> simpler(@Nullable Handler handler, boolean mayGo) {
        if (handler == null) {
            return Stream.empty();
        }
        Stream<Simpler> fewer = simpler(handler.operations())
                .map(operations -> new Simpler(new Handler(operations, handler.ending(), handler.number())));
        return mayGo ? Stream.concat(Stream.of(new Simpler(null)), fewer) : fewer;
    }

    /** A handler, or that there is none: a stream holds no nulls. */
    private record Simpler(@Nullable Handler orNull) {}

    private static <E> List<E> replaced(List<E> elements, int index, E element) {
        List<E> changed = new ArrayList<>(elements);
        changed.set(index, element);
        return changed;
    }
}
