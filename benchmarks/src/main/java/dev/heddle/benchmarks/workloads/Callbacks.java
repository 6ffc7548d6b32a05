package dev.heddle.benchmarks.workloads;

import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.Size;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * The time of one future with so many callbacks, from its making to the end of the last callback. Nothing waits, and no
 * other thread is there; callbacks do next to nothing, and are always the same.
 *
 * <p>So it shows what a future itself costs where the compiler sees through everything, and not what callbacks of all
 * kinds cost that the compiler cannot foresee.
 */
public class Callbacks extends FutureBenchmark {

    private static final String ADD_AND_FIRE = "addAndFire";
    private static final String FIRE_AND_ADD = "fireAndAdd";
    private static final Parameters CONTROLLED = Parameters.of("callbacks", 3).with(METHOD, ADD_AND_FIRE);

    /** Some library has a limit not far above. */
    private static final int MOST = 10_000;

    /** How many callbacks there are. */
    @Param({"1", "3", "10"})
    public int callbacks;

    /** The callbacks are there first. */
    @Benchmark
    public int addAndFire() {
        return checked(callbacks, opened.addAndFire(callbacks));
    }

    /** The result is there first. */
    @Benchmark
    public int fireAndAdd() {
        return checked(callbacks, opened.fireAndAdd(callbacks));
    }

    @Override
    public List<Point> points() {
        return Stream.of(ADD_AND_FIRE, FIRE_AND_ADD)
                .flatMap(method -> Stream.of(1, 3, 10)
                        .map(count -> Parameters.of("callbacks", count).with(METHOD, method)))
                .map(at -> Point.from(isTold(at) ? Size.PEERS : Size.FULL, at))
                .map(point -> point.at().equals(CONTROLLED) ? point.withControlsWhenChosen() : point)
                .toList();
    }

    /** What is between one callback and ten differs from these by the number only. */
    private static boolean isTold(Parameters at) {
        return at.number("callbacks") == 10 || (at.text(METHOD).equals(ADD_AND_FIRE) && at.number("callbacks") == 1);
    }

    @Override
    public boolean allows(Parameters at) {
        return at.isBetween("callbacks", 1, MOST)
                && List.of(ADD_AND_FIRE, FIRE_AND_ADD).contains(at.text(METHOD));
    }

    @Override
    public String title(Parameters at) {
        String callbacks = at.counted("callbacks", "callback");
        return at.text(METHOD).equals(ADD_AND_FIRE)
                ? "futures: add " + callbacks + " and fire"
                : "futures: already fired, add " + callbacks;
    }

    @Override
    public String operation(Parameters at) {
        return "future with " + at.counted("callbacks", "callback");
    }
}
