package dev.heddle.benchmarks.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.benchmarks.Lab;
import dev.heddle.benchmarks.LabProcess;
import dev.heddle.benchmarks.OwnWorkload;
import dev.heddle.benchmarks.Parameters;
import dev.heddle.benchmarks.Point;
import dev.heddle.benchmarks.UserWorkload;
import dev.heddle.benchmarks.Workload;
import dev.heddle.benchmarks.report.TerminalReport;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import example.ManyTimers;
import example.Questions;
import example.WrongAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A jar of a user's is measured as the lab's own workloads are. */
class UserWorkloadsTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path temporary;

    private String out = "";
    private String err = "";

    /** In a process of its own, with a folder of its own for the lock: others may be measuring. */
    private int compare(Path jar, String... more) throws Exception {
        Stream<String> usual = Stream.of(
                "compare", "--workload", jar.toString(), "--output", results().toString());
        String[] all = Stream.concat(usual, Stream.of(more)).toArray(String[]::new);
        try (LabProcess lab = LabProcess.start(temporary, "", all)) {
            err = lab.err();
            int status = lab.status();
            out = lab.out();
            return status;
        }
    }

    /** What is refused before anything starts. */
    private int refuse(Path jar) {
        StringWriter told = new StringWriter();
        CommandLine commandLine = Lab.commandLine();
        commandLine.setErr(new PrintWriter(told, true));
        int status = commandLine.execute(
                "compare", "--workload", jar.toString(), "--output", results().toString());
        err = told.toString();
        return status;
    }

    private Path results() {
        return folder.resolve("results");
    }

    @Test
    void bothBackendsAreMeasuredAndAnErrorInTheUsersCodeIsShown() throws Exception {
        Path jar = UserJar.of(folder.resolve("my.jar"), Questions.class, WrongAnswer.class, ManyTimers.class);

        assertThat(compare(jar, "--smoke", "--param", "clients=3")).as(err).isEqualTo(1);

        List<Fork> forks = ForkLog.read(results()).forks();
        assertThat(forks)
                .extracting(fork -> fork.work().workload() + " on " + fork.arm() + ": " + fork.status())
                .containsExactly(
                        "example.Questions on selector: MEASURED",
                        "example.Questions on loom: MEASURED",
                        "example.WrongAnswer on selector: FAILED",
                        "example.WrongAnswer on loom: FAILED",
                        "example.ManyTimers on selector: MEASURED",
                        "example.ManyTimers on loom: MEASURED");
        assertThat(forks)
                .filteredOn(Fork::isMeasured)
                .allSatisfy(fork -> assertThat(fork.judged().median()).isPositive());
        assertThat(forks.get(0).found().figures())
                .extracting(figures -> figures.metric().name())
                .containsExactly("speed", "p50", "p99");
        assertThat(forks.get(0).found().histograms()).containsOnlyKeys("question");
        assertThat(out.lines())
                .anyMatch(line -> line.startsWith("questions, clients=3 (questions per second"))
                .anyMatch(line -> line.startsWith("timers of mine (operations per second"));
        assertThat(out).contains(TerminalReport.SMOKE_NOTICE);
        assertThat(results().resolve("report.html")).content().contains("questions, clients=3: p99");
        assertThat(err)
                .contains("loom failed at wrong answers")
                .contains("example.WrongAnswer: run(1) failed")
                .contains("caused by java.lang.AssertionError: expected 42, got 41")
                .contains("at example.WrongAnswer.client(WrongAnswer.java");
    }

    @Test
    void theControlsTakePart() throws IOException {
        Path jar = UserJar.of(folder.resolve("my.jar"), Questions.class);

        List<OwnWorkload> found = UserWorkloads.in(List.of(jar));

        assertThat(found).extracting(Workload::name).containsExactly("example.Questions");
        assertThat(found.get(0).points())
                .singleElement()
                .satisfies(point -> assertThat(point.controls()).isEqualTo(Point.Controls.ALWAYS));
        assertThat(found.get(0).classPath()).containsExactly(jar.toAbsolutePath());
    }

    /** Says what it is told to, and cannot be opened. */
    abstract static class Titled implements UserWorkload {

        private final String title;

        Titled(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public Work open(Reactor server, Reactor client) {
            throw new UnsupportedOperationException();
        }
    }

    /** Says nothing. */
    public static final class Untitled extends Titled {

        /** For the service loader. */
        public Untitled() {
            super(" ");
        }
    }

    /** Cannot be made. */
    public static final class Unmade extends Titled {

        /** For the service loader. */
        public Unmade() {
            super("unmade");
            throw new IllegalStateException("no database");
        }
    }

    /** Can be measured nowhere. */
    public static final class Unset extends Titled {

        /** For the service loader. */
        public Unset() {
            super("unset");
        }

        @Override
        public List<Parameters> settings() {
            return List.of();
        }
    }

    /** Is titled as another is. */
    public static final class SameTitle extends Titled {

        /** For the service loader. */
        public SameTitle() {
            super(new Questions().title());
        }
    }

    static Stream<Broken> brokenJars() {
        return Stream.of(
                new Broken("no such class", "no.such.Workload not found", "no.such.Workload"),
                new Broken("nothing is named", "no workload in ", "# none"),
                new Broken("another kind", "not a subtype", Lab.class.getName()),
                new Broken("no title", "is not one line", Untitled.class.getName()),
                new Broken("no object", "no database", Unmade.class.getName()),
                new Broken("no settings", "settings() with the same parameters, not none", Unset.class.getName()),
                new Broken("twice", "two workloads have", "example.Questions\n" + SameTitle.class.getName()));
    }

    /** What a jar's file of services says, and what is answered. */
    record Broken(String what, String answer, String services) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest
    @MethodSource("brokenJars")
    void aJarThatCannotBeUsedIsOneLine(Broken broken) throws IOException {
        Path jar = UserJar.of(folder.resolve("my.jar"), broken.services());

        assertThat(refuse(jar)).isEqualTo(2);

        assertIsOneLine(jar, broken.answer());
    }

    @Test
    void aFileThatIsNoJarIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("my.jar"), "no jar");

        assertThat(refuse(file)).isEqualTo(2);

        assertIsOneLine(file, "cannot read the jar");
    }

    @Test
    void aFileThatIsNotThereIsOneLine() {
        Path file = folder.resolve("my.jar");

        assertThat(refuse(file)).isEqualTo(2);

        assertIsOneLine(file, "no such file");
    }

    private void assertIsOneLine(Path jar, String answer) {
        assertThat(err.lines()).singleElement().asString().contains(answer, jar.toString());
        assertThat(results()).doesNotExist();
    }

    @Test
    void theGuideShowsTheExampleAsItIs() throws IOException {
        String example = Files.readString(Path.of("src/test/java/example/Questions.java"));

        assertThat(Files.readString(Path.of("../docs/benchmarks.md"))).contains("```java\n" + example + "```\n");
    }
}
