package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.user.UserJar;
import example.ManyTimers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SelectionTest {

    /** A command that has no more than this. */
    @Command
    private static final class Choice {

        @Mixin
        private Selection selection;
    }

    @TempDir
    private Path folder;

    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = UserJar.of(folder.resolve("my.jar"), ManyTimers.class);
    }

    private static Selection of(String... arguments) {
        Choice choice = new Choice();
        new CommandLine(choice).parseArgs(arguments);
        return choice.selection;
    }

    private static List<String> names(List<Assignment> assignments) {
        return assignments.stream()
                .map(assignment -> assignment.workload().name())
                .distinct()
                .toList();
    }

    @Test
    void aWorkloadOfAUserIsMeasuredAlone() throws IOException {
        Selection selection = of("--workload", jar.toString());

        assertThat(names(selection.assignments(Size.SMOKE))).containsExactly("example.ManyTimers");
    }

    @Test
    void oneOfTheLabsOwnCanBeMeasuredBesides() throws IOException {
        Selection selection = of("--workload", jar.toString(), "--workloads", "hand-over", "--arms", "selector");
        List<Assignment> assignments = selection.assignments(Size.SMOKE);

        assertThat(names(assignments)).containsExactly("example.ManyTimers", "hand-over");
        assertThat(selection.arms(Size.SMOKE, assignments)).containsExactly("selector");
    }

    @Test
    void withoutAChoiceThereIsEverythingToChooseFrom() throws IOException {
        assertThat(of().all()).isEqualTo(Assignment.all());
        assertThat(names(of("--workloads", "bulk").all())).containsExactly("bulk");
        assertThat(names(of("--workload", jar.toString()).all())).containsExactly("example.ManyTimers");
    }

    @Test
    void aWordIsOneOfATitleNotAPartOfOne() throws IOException {
        assertThat(names(of("--workloads", "connect").all())).containsOnly("connections");
        assertThat(names(of("--workloads", "1 connection").all()))
                .contains("echo")
                .doesNotContain("connections");
    }
}
