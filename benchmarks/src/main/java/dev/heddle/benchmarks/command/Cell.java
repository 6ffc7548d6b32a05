package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Effort;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Peer;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One arm with one piece of work on one JDK: what a fork measures.
 *
 * @param pass what for
 */
record Cell(Assignment assignment, String arm, Variant variant, Pass pass) {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * The arms, or whatever else is compared, in the order in which they are run in a round. Every other round has it
     * backwards, and each pair of rounds begins with another one, so that none has the better place.
     */
    static <T> List<T> order(List<T> arms, int round) {
        List<T> order = new ArrayList<>(arms);
        Collections.rotate(order, -(round / 2));
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    boolean isBaseline() {
        return Arms.role(arm).isBaseline();
    }

    /** The flags of its JVM: the usual ones, those that the arm needs, and those that are asked for. */
    List<String> jvmFlags(Size size) {
        List<String> flags = new ArrayList<>(size.jvmFlags());
        flags.addAll(Peer.flagsOf(arm));
        flags.addAll(variant.flags());
        if (pass.leavesFile()) {
            // Otherwise frames are only known where a thread may stop, and what is between is taken for them.
            flags.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
        }
        return flags;
    }

    /**
     * How long a fork may take. What a user's does, nobody knows, so it has less: if it hangs, there is to be time left for
     * the others.
     */
    Duration longest(Size size) {
        boolean isUsers = assignment.workload() instanceof OwnWorkload own
                && !own.classPath().isEmpty();
        return isUsers && pass != Pass.SYSTEM_CALLS ? longestOfUser(size) : LONGEST;
    }

    private static Duration longestOfUser(Size size) {
        return switch (size) {
            case SMOKE -> Duration.ofSeconds(10);
            case DEFAULT -> Duration.ofSeconds(30);
            case PEERS -> Duration.ofSeconds(60);
            case FULL -> LONGEST;
        };
    }

    /** How much it does. What traces a fork makes everything slow, and one iteration is enough for what is counted. */
    Effort effort(Size size) {
        if (size == Size.SMOKE) {
            return size.effort();
        }
        return switch (pass) {
            case TIMING -> size.effort();
            case COUNTS -> new Effort(2, 1, 500, size.effort().warmUps());
            case SYSTEM_CALLS -> new Effort(1, 1, 500, 2_000);
            case FLAME_GRAPH, RECORDING -> new Effort(2, 1, 1_000, size.effort().warmUps());
        };
    }

    /** For people: what is done, and what for, if that needs to be said. */
    String title() {
        return pass == Pass.TIMING ? assignment.title() : assignment.title() + ", " + pass.inWords();
    }

    /** For people: the arm, and on what, if that has a name of its own. */
    String name() {
        return variant.name().equals(Fork.ONLY_VARIANT) ? arm : arm + " (" + variant.name() + ")";
    }
}
