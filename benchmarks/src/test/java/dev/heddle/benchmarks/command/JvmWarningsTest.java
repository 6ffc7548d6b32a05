package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JvmWarningsTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream filtered = JvmWarnings.filtered(new PrintStream(written, true, StandardCharsets.UTF_8));

    private String seen() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatTheJvmSaysAboutJmhIsLeftOut() {
        filtered.print("one\nWARNING: A terminally deprecated method in sun.misc.Unsafe has been called\n");
        filtered.print(
                "WARNING: Please consider reporting this to the maintainers of class org.openjdk.jmh.util.Utils\n"
                        + "two\n");

        assertThat(seen()).isEqualTo("one\ntwo\n");
    }

    @Test
    void otherWarningsStay() {
        filtered.print("WARNING: the disk is full\n");

        assertThat(seen()).isEqualTo("WARNING: the disk is full\n");
    }

    @Test
    void aLineInPiecesShowsAtOnce() {
        filtered.print("Iteration 1: ");

        assertThat(seen()).isEqualTo("Iteration 1: ");
    }
}
