package dev.heddle.proof.oracle;

import dev.heddle.proof.oracle.Operation.Add;
import dev.heddle.proof.oracle.Operation.Ending;
import dev.heddle.proof.oracle.Operation.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws a {@link Program}. What Heddle does otherwise on purpose is left out: a Deferred never waits for itself, not even
 * by way of others (D8), and no canceller throws (X4).
 */
final class RandomProgram {

    private static final int MOST_DEFERREDS = 4;
    private static final int MOST_OPERATIONS = 16;
    private static final int MOST_NESTED = 3;
    private static final int DEEPEST = 2;
    private static final int MOST_SECONDS = 3;

    private final Random random;
    private final int deferreds;
    private int names;
    private int numbers;

    private RandomProgram(Random random) {
        this.random = random;
        deferreds = 1 + random.nextInt(MOST_DEFERREDS);
    }

    static Program draw(Random random) {
        RandomProgram drawn = new RandomProgram(random);
        List<Program.Canceller> cancellers = new ArrayList<>();
        for (int i = 0; i < drawn.deferreds; i++) {
            cancellers.add(drawn.one(Program.Canceller.values()));
        }
        return new Program(cancellers, drawn.operations(1 + random.nextInt(MOST_OPERATIONS), 0));
    }

    private List<Operation> operations(int count, int depth) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(operation(depth));
        }
        return operations;
    }

    private Operation operation(int depth) {
        int deferred = random.nextInt(deferreds);
        return switch (random.nextInt(14)) {
            case 0, 1 -> new Operation.Fire(deferred, numbers++);
            case 2 -> new Operation.Fail(deferred, numbers++);
            case 3 -> new Operation.Cancel(deferred);
            case 4 -> new Operation.Pause(deferred);
            case 5 -> new Operation.Unpause(deferred);
            case 6 -> chainOrCancel(deferred);
            case 7 -> new Operation.Timeout(deferred, random.nextInt(MOST_SECONDS + 1));
            case 8 -> new Operation.Advance(random.nextInt(MOST_SECONDS + 1));
            default -> add(deferred, depth);
        };
    }

    private Operation chainOrCancel(int deferred) {
        int target = random.nextInt(deferreds);
        return target == deferred ? new Operation.Cancel(deferred) : new Operation.Chain(deferred, target);
    }

    private Operation add(int deferred, int depth) {
        String name = "h" + names++;
        boolean deferring = deferred + 1 < deferreds && random.nextInt(3) == 0;
        int which = random.nextInt(3);
        return new Add(
                deferred,
                name,
                deferring,
                which == 1 ? null : handler(deferred, deferring, depth),
                which == 0 ? null : handler(deferred, deferring, depth));
    }

    private Handler handler(int deferred, boolean deferring, int depth) {
        List<Operation> operations =
                depth < DEEPEST ? operations(random.nextInt(MOST_NESTED + 1), depth + 1) : List.of();
        if (deferring) {
            return new Handler(operations, Ending.DEFERRED, deferred + 1 + random.nextInt(deferreds - deferred - 1));
        }
        return new Handler(operations, one(Ending.SAME, Ending.VALUE, Ending.FAILURE), numbers++);
    }

    @SafeVarargs
    private <E> E one(E... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
