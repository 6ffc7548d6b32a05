package dev.heddle.benchmarks.results;

import dev.heddle.benchmarks.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of an arm of Heddle's from one run to another. Figures of different runs cannot be compared, but their ratios
 * to an arm that both runs have can: whatever made that one faster or slower, made the other so too.
 *
 * @param reference the arm that both runs have
 * @param ratio how many times as fast as before, as a multiple of the reference
 */
public record Change(Work work, String arm, String reference, Interval ratio) {

    /** The facts that have to be the same, or the change may be theirs. */
    private static final List<String> MACHINE =
            List.of("processor", "cores", "memory", "system", "jdk", "flags of forks");

    /**
     * All that can be told: of each piece of work that both runs have, with enough forks of the arm and of a reference.
     * That is the first limit that took part in both, or else the first peer.
     */
    public static List<Change> between(SavedRun before, SavedRun after) {
        List<Change> changes = new ArrayList<>();
        for (Measured later : after.workloads()) {
            before.workloads().stream()
                    .filter(earlier -> earlier.isOfSameWorkAs(later))
                    .findFirst()
                    .ifPresent(earlier -> add(earlier, later, changes));
        }
        return List.copyOf(changes);
    }

    private static void add(Measured before, Measured after, List<Change> changes) {
        Optional<String> reference = Stream.of(Role.LIMIT, Role.PEER)
                .flatMap(role -> common(before, after, role).stream())
                .findFirst();
        reference.ifPresent(name -> Stream.of(Role.BACKEND, Role.SHARED)
                .flatMap(role -> common(before, after, role).stream())
                .forEach(arm -> changes.add(new Change(
                        after.work(),
                        arm,
                        name,
                        Ratios.change(before, after, arm, name).holding(Verdict.RANGE)))));
    }

    /** The arms with that role that have enough forks in both runs. */
    private static List<String> common(Measured before, Measured after, Role role) {
        return after.arms().stream()
                .filter(arm -> arm.role() == role && hasEnough(arm))
                .map(Series::arm)
                .filter(arm -> before.arm(arm).filter(Change::hasEnough).isPresent())
                .toList();
    }

    private static boolean hasEnough(Series arm) {
        return arm.forks().size() >= Verdict.FORKS_NEEDED;
    }

    /** What is not the same of the machine, the JDK and the arms that both runs have, a line each. */
    public static List<String> differences(SavedRun before, SavedRun after) {
        Map<String, String> earlier = before.environment().facts();
        Map<String, String> later = after.environment().facts();
        Stream<String> arms =
                earlier.keySet().stream().filter(fact -> fact.startsWith(Environment.ARM) && later.containsKey(fact));
        return Stream.concat(MACHINE.stream(), arms)
                .filter(fact -> !Objects.equals(earlier.get(fact), later.get(fact)))
                .map(fact -> fact + ": " + earlier.getOrDefault(fact, "unknown") + "; now "
                        + later.getOrDefault(fact, "unknown"))
                .toList();
    }

    /** Whether all of the range says that the arm has become slower by more than {@code part} of 1. */
    public boolean isSlowerBy(double part) {
        return ratio.high() < 1 - part;
    }

    /** In one line. */
    public String sentence() {
        return String.format(Locale.ROOT, "%s, %s: %s what it was, against %s", work.title(), arm, ratio, reference);
    }
}
