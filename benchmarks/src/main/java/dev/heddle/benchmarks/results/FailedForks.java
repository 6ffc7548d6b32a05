package dev.heddle.benchmarks.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many forks of an arm failed, or did not keep the rate. The others are those that got through, so what they found is better
 * than the arm is. Forks that were ended when there was no time left are not among these.
 *
 * @param failed how many of either kind
 * @param overloaded how many of these did not keep the rate
 * @param all how many were tried, those that were tried again in a later run of the same command too
 */
record FailedForks(String arm, int failed, int overloaded, int all) {

    /** Those of all arms at a piece of work, given forks of a run; only of arms that have some. */
    static List<FailedForks> of(Work work, List<Fork> forks) {
        Map<String, FailedForks> found = new LinkedHashMap<>();
        forks.stream()
                .filter(fork ->
                        fork.status() != Fork.Status.TIMED_OUT && fork.work().isSameAs(work))
                .forEach(fork -> found.merge(fork.arm(), of(fork), FailedForks::plus));
        return found.values().stream().filter(arm -> arm.failed > 0).toList();
    }

    private static FailedForks of(Fork fork) {
        return new FailedForks(fork.arm(), fork.isMeasured() ? 0 : 1, fork.isOverloaded() ? 1 : 0, 1);
    }

    private FailedForks plus(FailedForks more) {
        return new FailedForks(arm, failed + more.failed, overloaded + more.overloaded, all + more.all);
    }

    /** In one sentence. */
    String sentence() {
        return String.format(Locale.ROOT, "%d of %d forks of %s %s, and are not in it", failed, all, arm, what());
    }

    /** The same in few words. */
    String inShort() {
        return "forks of " + arm + " " + what();
    }

    private String what() {
        if (overloaded == failed) {
            return "did not keep the rate";
        }
        return overloaded == 0 ? "failed" : "failed or did not keep the rate";
    }
}
