package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Better;
import dev.heddle.benchmarks.Metric;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where forks come from whose distribution is known. The figures are times. */
enum Sources {
    /** Each fork differs by some 3 %, as is usual. */
    LOG_NORMAL {
        @Override
        double log(Random random) {
            return 0.03 * random.nextGaussian();
        }
    },

    /** One fork in five is half as slow again, as where the compiler takes another way. */
    TWO_MODES {
        @Override
        double log(Random random) {
            return 0.02 * random.nextGaussian() + (random.nextDouble() < 0.2 ? 0.4 : 0);
        }
    },

    /** The machine changes by some 10 % from round to round. */
    DRIFT {
        @Override
        double log(Random random) {
            return 0.03 * random.nextGaussian();
        }

        @Override
        double logOfRound(Random random) {
            return 0.1 * random.nextGaussian();
        }
    };

    private static final Work WORK = new Work("known", Parameters.NONE, "known", "operation");

    /** The logarithm of what one fork takes. */
    abstract double log(Random random);

    /** The logarithm of what everything takes in one round. */
    double logOfRound(Random random) {
        return 0;
    }

    /** So many rounds of {@code selector}, and of {@code loom}, which is {@code ratio} times as fast. */
    Measured draw(Random random, int rounds, double ratio) {
        List<Double> selector = new ArrayList<>();
        List<Double> loom = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            double common = logOfRound(random);
            selector.add(Math.exp(common + log(random)));
            loom.add(Math.exp(common + log(random)) / ratio);
        }
        return new Measured(
                WORK,
                new Metric("time", "ns/op", Better.LESS),
                List.of(new Series("selector", Role.BACKEND, selector), new Series("loom", Role.BACKEND, loom)));
    }
}
