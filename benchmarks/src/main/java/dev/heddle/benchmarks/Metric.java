package dev.heddle.benchmarks;

/**
 * What a workload tells a figure of.
 *
 * @param name such as {@code time}; each workload names its own
 * @param unit as JMH writes it: {@code ns/op}, {@code ops/s}; or another, such as {@code B/connection}
 * @param margin how far apart two arms may be, as a part of 1, and still be called equal
 */
public record Metric(String name, String unit, Better better, double margin) {

    /** The margin unless there is a reason for another. */
    public static final double USUAL_MARGIN = 0.05;

    /** Times that include waiting scatter more. */
    public static final double LATENCY_MARGIN = 0.10;

    /** A metric with the usual margin. */
    public Metric(String name, String unit, Better better) {
        this(name, unit, better, USUAL_MARGIN);
    }

    /** Whether it tells how fast something is, not what it costs. */
    public boolean isOfSpeed() {
        return unit.matches("(ops/)?(ns|us|ms|s)(/op)?");
    }
}
