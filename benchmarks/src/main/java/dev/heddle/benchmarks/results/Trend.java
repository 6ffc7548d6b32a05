package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much faster an arm was in the last iteration of its forks than in the first. An arm that is still getting faster was
 * not warm, and its figure is one of the way there.
 *
 * @param speed of the last iteration, where that of the first is 1: the middle of the forks
 */
record Trend(String arm, double speed) {

    /** From here on it is told: twice what matters of a difference. */
    private static final double NOTABLE = 1.1;

    /** Those of all arms that can be told, given the forks of a run. */
    static List<Trend> of(Measured measured, List<Fork> forks) {
        List<Trend> trends = new ArrayList<>();
        for (Series arm : measured.arms()) {
            double[] speeds = forks.stream()
                    .filter(fork -> fork.isMeasured()
                            && fork.arm().equals(arm.arm())
                            && fork.work().isSameAs(measured.work()))
                    .map(fork -> fork.judged().values())
                    .filter(values -> values.size() > 1)
                    .mapToDouble(values -> measured.speed(values.get(values.size() - 1), values.get(0)))
                    .toArray();
            if (speeds.length >= Verdict.FORKS_NEEDED) {
                trends.add(new Trend(arm.arm(), Series.medianOf(speeds)));
            }
        }
        return trends;
    }

    /** Whether it is worth being told. */
    boolean isNotable() {
        return speed >= NOTABLE || speed <= 1 / NOTABLE;
    }

    /** In one sentence. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "not steady: %s was %.2fx as fast in the last iteration of its forks as in the first",
                arm,
                speed);
    }
}
