package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.Peer;
import dev.heddle.benchmarks.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One arm with one piece of work: what a fork measures. */
record Cell(Assignment assignment, String arm) {

    /**
     * The arms in the order in which they are run in a round. Every other round has it backwards, and each pair of
     * rounds begins with another arm, so that none has the better place.
     */
    static List<String> order(List<String> arms, int round) {
        List<String> order = new ArrayList<>(arms);
        Collections.rotate(order, -(round / 2));
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    boolean isBaseline() {
        return Arms.role(arm).isBaseline();
    }

    /** The flags of its JVM. */
    List<String> jvmFlags(Size size) {
        return jvmFlags(size, arm);
    }

    /** The flags of every JVM of an arm. */
    static List<String> jvmFlags(Size size, String arm) {
        List<String> flags = new ArrayList<>(size.jvmFlags());
        flags.addAll(Peer.flagsOf(arm));
        return flags;
    }
}
