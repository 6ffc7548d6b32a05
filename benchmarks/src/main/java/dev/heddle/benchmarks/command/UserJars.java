package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.user.UserWorkloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The part of a selection that says where workloads of the user's own are. */
final class UserJars {

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "JAR",
            description = "measure the workloads in this jar or folder of classes (and, with commas between, in others"
                    + " or with what is in others) instead of the lab's own; with --workloads, those too. See"
                    + " UserWorkload")
    private List<Path> places = List.of();

    /** Made by picocli. */
    UserJars() {}

    /** What is to be done of that; nothing, if there are none. */
    List<Assignment> assignments() throws IOException {
        List<OwnWorkload> found = places.isEmpty() ? List.of() : UserWorkloads.in(places);
        return found.stream()
                .flatMap(workload -> workload.points().stream().map(point -> Assignment.of(workload, point, true)))
                .toList();
    }
}
