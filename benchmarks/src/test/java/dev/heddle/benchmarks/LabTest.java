package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LabTest {

    /** The JVM that is asked what it is needs no more. */
    private static final String LITTLE = "-Xms16m -XX:-AlwaysPreTouch";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Lab.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "bench", "report"})
    void everyCommandHasHelp(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();

        assertThat(out.toString()).contains("Usage: heddle " + command);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compare --smok",
                "compare --peers --full",
                "compare --workloads no-such",
                "compare --param no-such=1",
                "compare --param outstanding=0",
                "compare --param outstanding=many",
                "compare --param outstanding",
                "compare --param loops=65",
                "compare --jdk no-such",
                "compare --jvm-args -XX:NoSuchFlag",
                "compare --arms no-such",
                "compare --workloads futures --arms netty-nio",
                "bench -noSuchOption",
                "bench",
                "bench -f 1",
                "compare --profile --arms no-such",
                "report",
                "report somewhere --fail-on-regression much",
                "measure",
                ""
            })
    void aWrongArgumentIsOneLineThatSaysWhereToLook(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);

        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("heddle")
                .contains("--help");
    }

    @Test
    void whatIsNotOfACommandsOwnIsNeverOverwritten(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("results.json"), "[]");

        assertThat(run("compare", "--jvm-args", LITTLE, "--output", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("something else in it");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(run(
                        "compare",
                        "--jvm-args",
                        LITTLE,
                        "--output",
                        file.resolve("below").toString()))
                .isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("cannot write to");
    }

    @Test
    void aFolderInThePlaceOfAReportIsOneLine(@TempDir Path folder) {
        assertThat(run("report", folder.toString(), "--output", folder.toString()))
                .isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("is a folder: name a file, such as " + folder.resolve("report.html"));
    }

    @Test
    void aRunThatIsDamagedIsOneLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("forks.jsonl"), "");
        Path file = Files.writeString(folder.resolve("run-1.json"), "[");

        assertThat(run("report", folder.toString())).isEqualTo(1);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("heddle report: " + file + " is not the file of a run: ")
                .doesNotContain("Exception");
        assertThat(file).hasContent("[");
    }

    @Test
    void resultsThatAreNotThereAreOneLine(@TempDir Path folder) {
        assertThat(run("report", folder.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("cannot read");
    }

    @Test
    void aFileThatIsSomethingElseIsOneLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"something\": 1}");

        assertThat(run("report", file.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("is no file of JMH's results");
    }
}
