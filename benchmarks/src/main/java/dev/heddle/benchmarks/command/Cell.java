package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Peer;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Fork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One arm with one piece of work on one JDK: what a fork measures. */
record Cell(Assignment assignment, String arm, Variant variant) {

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
        return flags;
    }

    /** For people: the arm, and on what, if that has a name of its own. */
    String name() {
        return variant.name().equals(Fork.ONLY_VARIANT) ? arm : arm + " (" + variant.name() + ")";
    }
}
