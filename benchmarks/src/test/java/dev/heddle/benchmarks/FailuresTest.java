package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.results.Findings;
import dev.heddle.benchmarks.results.Fork;
import dev.heddle.benchmarks.results.ForkLog;
import dev.heddle.benchmarks.results.RunFile;
import dev.heddle.benchmarks.results.Work;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What may happen to a comparison, and what is left then. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are started by a shell")
class FailuresTest {

    private static final List<String> ONE = List.of("--workloads", "timer-lateness", "--arms", "bare-nio");
    private static final String FIRST = "1,000 per second";
    private static final String SECOND = "2,000 per second";

    @TempDir
    private Path temporary;

    @TempDir
    private Path folder;

    private LabProcess compare(String shell, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of("compare", "--smoke", "--output", folder.toString()));
        all.addAll(more.length == 0 ? ONE : List.of(more));
        return LabProcess.start(temporary, shell, all.toArray(String[]::new));
    }

    private LabProcess compareThree(String shell) throws IOException {
        List<String> three = new ArrayList<>(ONE);
        three.addAll(List.of("--param", "callsPerSecond=1000,2000,4000"));
        return compare(shell, three.toArray(String[]::new));
    }

    private RunFile run() throws IOException {
        List<RunFile> runs = RunFile.readAll(folder);
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private String outcome() throws IOException {
        return run().facts(Fork.ONLY_VARIANT).facts().get("outcome");
    }

    @Test
    void anInterruptedComparisonLeavesAReportAndNoProcessAndIsResumed() throws IOException, InterruptedException {
        List<ProcessHandle> descendants;
        try (LabProcess lab = compareThree("")) {
            lab.awaitErr(SECOND); // the first fork is there
            assertThat(isLocked()).isTrue();
            descendants = lab.descendants();
            lab.interrupt();

            assertThat(lab.status()).isNotZero();
            assertThat(lab.out()).contains(FIRST, "Report: ");
            assertThat(lab.err().lines().toList().getLast())
                    .contains("missing; this goes on with what is there: heddle compare --smoke --output " + folder);
        }

        // One that was killed may take a moment to end, after the lab has.
        assertThat(descendants)
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(outcome()).startsWith("interrupted: ").endsWith(" of 3 forks");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("run-1.json", "forks.jsonl", "results.json", "report.html");
        int before = ForkLog.read(folder).forks().size();
        assertThat(before).isBetween(1, 2);
        try (LabProcess lab = compareThree("")) {
            assertThat(lab.status()).isZero();
            assertThat(lab.err()).contains("Resumes run-1.json: " + before + " of 3 forks are there already.");
        }

        assertThat(outcome()).isEqualTo("complete: 3 of 3 forks");
        assertThat(ForkLog.read(folder).forks()).hasSize(3).allMatch(Fork::isMeasured);
        assertThat(run().environment()).containsKey("resumed");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "a fork is told from other processes by /proc")
    void aForkThatIsKilledCostsNothingElseAndIsRunAgain() throws IOException, InterruptedException {
        String[] both = killOne("timer-lateness", "WorkloadFork");

        try (LabProcess lab = compare("", both)) {
            assertThat(lab.status()).isZero();
        }

        assertThat(outcome()).isEqualTo("complete: 2 of 2 forks");
        assertThat(run().facts(Fork.ONLY_VARIANT).facts()).doesNotContainKey("failure 1");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "a fork is told from other processes by /proc")
    void aForkOfJmhsThatIsKilledCostsNothingElse() throws IOException, InterruptedException {
        killOne("single-timer", "ForkedMain");
    }

    /** Of two forks, the first; returns what was to be compared. */
    private String[] killOne(String workload, String program) throws IOException, InterruptedException {
        String[] both = {"--workloads", workload + ",gathered-futures", "--arms", "bare-nio,direct-calls"};
        try (LabProcess lab = compare("", both)) {
            lab.awaitProgram(program).destroyForcibly();

            assertThat(lab.status()).isEqualTo(1);
            assertThat(lab.err()).contains("FAILED").contains("ended early, with status 137");
            assertThat(lab.out()).contains("direct-calls");
        }
        assertThat(outcome()).isEqualTo("with failures: 1 of 2 forks");
        assertThat(run().facts(Fork.ONLY_VARIANT).facts().get("failure 1")).contains("bare-nio", "status 137");

        return both;
    }

    /** No server has a gigabyte and sends it back in a tenth of a second. */
    @Test
    void aRateThatIsNotKeptIsAResult() throws IOException, InterruptedException {
        String[] tooMuch = {
            "--workloads", "echo-latency,timer-lateness",
            "--arms", "bare-nio",
            "--param", "messageBytes=65536",
            "--param", "perSecond=1000000",
            "--param", "processes=1"
        };
        try (LabProcess lab = compare("", tooMuch)) {
            assertThat(lab.status()).isZero();
            assertThat(lab.err())
                    .contains("bare-nio did not keep the rate at echo latency")
                    .doesNotContain("FAILED");
            assertThat(lab.out())
                    .contains("not measured: it did not keep the rate: overload: ")
                    .doesNotContain("Failed: ");
        }

        assertThat(ForkLog.read(folder).forks())
                .filteredOn(Fork::isOverloaded)
                .singleElement()
                .satisfies(fork -> assertThat(fork.found()).isEqualTo(Findings.NONE));
        assertThat(outcome()).startsWith("complete: ").endsWith(" forks, 1 of which did not keep the rate");
        assertThat(run().facts(Fork.ONLY_VARIANT).facts().get("failure 1")).contains("bare-nio", "overload");
    }

    @Test
    void aFileOfARunThatIsDamagedIsNamedAndLeftAlone() throws IOException, InterruptedException {
        Path file = Files.writeString(RunFile.file(folder, 1), "[");

        try (LabProcess lab = compare("")) {
            assertThat(lab.status()).isNotZero();
            assertThat(lab.err().lines())
                    .filteredOn(line -> line.startsWith("heddle"))
                    .singleElement()
                    .asString()
                    .contains("heddle compare: ", "run-1.json is not the file of a run");
        }

        assertThat(file).hasContent("[");
    }

    @Test
    void afterAWriteThatIsRefusedEverythingBeforeIsThere() throws IOException, InterruptedException {
        try (ForkLog log = ForkLog.open(folder)) {
            Fork other = otherFork();
            while (Files.size(folder.resolve(ForkLog.FILE)) < 65_000) {
                log.append(other);
            }
        }
        byte[] before = Files.readAllBytes(folder.resolve(ForkLog.FILE));
        try (LabProcess lab = compareThree("ulimit -f 128; ")) { // 64 KiB; a full disk refuses likewise
            assertThat(lab.status()).isEqualTo(1);
            assertThat(lab.err().lines())
                    .filteredOn(line -> line.contains("cannot write"))
                    .singleElement()
                    .asString()
                    .startsWith("heddle compare: cannot write the results: ")
                    .contains("--output " + folder + " goes on there");
        }

        assertThat(Files.readAllBytes(folder.resolve(ForkLog.FILE))).isEqualTo(before);
    }

    private static Fork otherFork() {
        return new Fork(
                Fork.SCHEMA,
                "another",
                1,
                1,
                new Work("w", Parameters.NONE, "x".repeat(500), "o"),
                "bare-nio",
                Role.LIMIT,
                Fork.ONLY_VARIANT,
                Fork.Status.FAILED,
                "now",
                1,
                0,
                Findings.NONE,
                new Fork.Failure("it broke", List.of()));
    }

    @Test
    void twoComparisonsAtATimeAreRefused() throws IOException, InterruptedException {
        try (FileChannel other = lockFile()) {
            other.lock();
            try (LabProcess second = compare("")) {
                assertThat(second.status()).isEqualTo(2);
                assertThat(second.err().lines())
                        .singleElement()
                        .asString()
                        .contains("another comparison, or JMH, measures on this machine");
            }
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(temporary.resolve("jmh.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private boolean isLocked() throws IOException {
        try (FileChannel file = lockFile()) {
            return file.tryLock() == null;
        }
    }
}
