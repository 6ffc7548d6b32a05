package dev.heddle.benchmarks.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much faster an arm was in the last iteration of its forks than in the first. An arm that is still getting faster was
 * not warm, and its figure is one of the way there. Of forks that have one figure for all iterations, there is none.
 *
 * @param speed of the last iteration, where that of the first is 1: the middle of the forks
 * @param margin how far apart two arms may be, as a part of 1, and still be called equal
 * @param alike how large a part of the forks went the way that most of them went
 */
record Trend(String arm, double speed, double margin, double alike) {

    /** How large a part of the forks has to go the same way. Of those that go by chance, many do not. */
    private static final double MOST = 0.8;

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
                trends.add(new Trend(
                        arm.arm(), Series.medianOf(speeds), measured.metric().margin(), alike(speeds)));
            }
        }
        return trends;
    }

    private static double alike(double[] speeds) {
        long faster = Arrays.stream(speeds).filter(speed -> speed > 1).count();
        long slower = Arrays.stream(speeds).filter(speed -> speed < 1).count();
        return (double) Math.max(faster, slower) / speeds.length;
    }

    /** Whether it is worth being told: from as much on as matters of a difference, if most forks agree. */
    boolean isNotable() {
        return (speed >= 1 + margin || speed <= 1 / (1 + margin)) && alike >= MOST;
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
