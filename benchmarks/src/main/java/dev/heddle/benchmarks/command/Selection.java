package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.results.Workload;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The part of a comparison that says what takes part in it, if not what is usual for its size. */
final class Selection {

    @Option(
            names = "--workloads",
            split = ",",
            paramLabel = "WORD",
            description = "only those of all workloads that have one of these words in their title, such as futures,"
                    + " connect or tls; with all arms that can do them")
    private List<String> words = List.of();

    @Option(
            names = "--arms",
            split = ",",
            paramLabel = "ARM",
            description = "only these arms, such as selector,netty-nio")
    private List<String> names = List.of();

    /** The command that this is a part of. */
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    /** Made by picocli. */
    Selection() {}

    /** What is to be done. Refuses words that no title has. */
    List<Workload> workloads(Size size) {
        if (words.isEmpty()) {
            return size.workloads();
        }
        List<Workload> all = Workload.all();
        for (String word : words) {
            if (all.stream().noneMatch(workload -> workload.title().contains(word))) {
                throw refusal("no workload has '" + word + "' in its title; there are:\n    "
                        + all.stream().map(Workload::title).collect(Collectors.joining("\n    ")));
            }
        }
        return all.stream()
                .filter(workload -> words.stream().anyMatch(workload.title()::contains))
                .toList();
    }

    /** Who is to do any of {@code workloads}. Refuses names of arms that are none, or cannot. */
    List<String> arms(Size size, List<Workload> workloads) {
        for (String name : names) {
            if (!Arms.can(name, Arm.class)) {
                throw refusal("no arm '" + name + "'; there are " + String.join(", ", Arms.names()));
            }
            if (!canAny(name, workloads)) {
                throw refusal("arm '" + name + "' can do nothing of that");
            }
        }
        return (names.isEmpty() ? usualArms(size) : names)
                .stream().filter(name -> canAny(name, workloads)).toList();
    }

    private List<String> usualArms(Size size) {
        return words.isEmpty() ? size.arms() : Arms.names();
    }

    private static boolean canAny(String arm, List<Workload> workloads) {
        return workloads.stream().anyMatch(workload -> Arms.can(arm, workload.kind()));
    }

    private ParameterException refusal(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
