package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.DescribeProfilers;
import dev.heddle.benchmarks.results.Environment;
import dev.heddle.benchmarks.results.Pass;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a profile can find out on this machine.
 *
 * @param possible by what means
 * @param impossible why not
 */
record Passes(Map<Pass, String> possible, Map<Pass, String> impossible) {

    /**
     * As tried out.
     *
     * @param flags of a JVM that is to be profiled
     */
    static Passes on(Variant variant, List<String> flags) {
        Passes passes = new Passes(new EnumMap<>(Pass.class), new EnumMap<>(Pass.class));
        passes.possible.put(Pass.COUNTS, "the JVM's and Linux's own counts");
        Strace.obstacle()
                .ifPresentOrElse(
                        reason -> passes.impossible.put(Pass.SYSTEM_CALLS, reason),
                        () -> passes.possible.put(
                                Pass.SYSTEM_CALLS, Strace.version().orElse("strace")));
        passes.askJvm(variant, flags);
        return passes;
    }

    /** What such a JVM can do, it says itself. */
    private void askJvm(Variant variant, List<String> flags) {
        Set<Pass> asked = EnumSet.of(Pass.FLAME_GRAPH, Pass.RECORDING);
        try (ChildJvm child = ChildJvm.start(variant.java(), flags, DescribeProfilers.class, List.of())) {
            while (!asked.isEmpty()) {
                String line = child.hear();
                asked.removeIf(pass -> isAnswered(pass, line));
            }
        } catch (IOException ended) {
            asked.forEach(pass -> impossible.put(pass, String.valueOf(ended.getMessage())));
        }
    }

    private boolean isAnswered(Pass pass, String line) {
        String present = DescribeProfilers.PRESENT + pass + " ";
        String absent = DescribeProfilers.ABSENT + pass + " ";
        if (line.startsWith(present)) {
            possible.put(pass, line.substring(present.length()));
        } else if (line.startsWith(absent)) {
            impossible.put(pass, line.substring(absent.length()));
        }
        return line.startsWith(present) || line.startsWith(absent);
    }

    /** What is to be done, in that order. */
    List<Pass> all() {
        return List.copyOf(possible.keySet());
    }

    /** What is left out, and why, a line each. */
    List<String> complaints() {
        return impossible.entrySet().stream()
                .map(pass -> pass.getKey().inWords() + ", since " + pass.getValue())
                .toList();
    }

    /** For the file of the run. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                Environment.PROFILE,
                possible.entrySet().stream()
                        .map(pass -> pass.getKey().inWords() + " (" + pass.getValue() + ")")
                        .collect(Collectors.joining("; ")));
        if (!impossible.isEmpty()) {
            facts.put("not profiled", String.join("; ", complaints()));
        }
        return facts;
    }
}
