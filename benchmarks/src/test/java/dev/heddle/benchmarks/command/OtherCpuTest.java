package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.benchmarks.results.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCpuTest {

    /** So much that it is all of any fork, however long one of these tests takes. */
    private static final long MUCH = 1_000_000_000;

    @TempDir
    private Path proc;

    private void write(long all, long own, long stolen) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("stat"), "cpu  " + all + " 0 0 7 7 7 7 " + stolen + " 0 0\ncpu0 1 2\n");
        Files.writeString(proc.resolve("self/stat"), "1 (a (b) c) S 1 1 1 0 -1 4 5 5 5 5 0 0 " + own + " 0 20 0 1\n");
    }

    private OtherCpu fork(long all, long own, long stolen) throws IOException {
        OtherCpu cpu = new OtherCpu(proc, 2);
        write(0, 0, 0);
        cpu.begin();
        write(all, own, stolen);
        cpu.end();
        cpu.count();
        return cpu;
    }

    @Test
    void whatForksUseThemselvesMakesNoMachineBusy() throws IOException {
        assertThat(fork(MUCH, MUCH, 0).facts())
                .containsKey("other processes")
                .doesNotContainKey(Environment.BUSY)
                .extractingByKey("other processes")
                .asString()
                .contains("0.00 of 2 processors", "0 of 1 forks");
    }

    @Test
    void whatOthersUseMakesItBusy() throws IOException {
        assertThat(fork(MUCH, MUCH / 2, 0).facts().get(Environment.BUSY)).contains("1 of 1 forks", "expect noise");
    }

    @Test
    void whatAHypervisorTakesAwayMakesItBusy() throws IOException {
        assertThat(fork(MUCH, MUCH, MUCH).facts()).containsKey(Environment.BUSY);
    }

    @Test
    void whatOthersUseIsToldOfEachFork() throws IOException {
        OtherCpu cpu = new OtherCpu(proc, 2);
        write(0, 0, 0);
        cpu.begin();
        write(MUCH, 0, 0);
        assertThat(cpu.end()).isGreaterThan(1);
        cpu.count();
        cpu.begin();
        write(2 * MUCH, MUCH, 0);
        assertThat(cpu.end()).isEqualTo(0);
        cpu.count();
        assertThat(cpu.facts().get("other processes")).contains("1 of 2 forks");
    }

    @Test
    void aForkThatDoesNotCountDisturbsNothing() throws IOException {
        OtherCpu cpu = fork(MUCH, MUCH, 0);
        cpu.begin();
        write(3 * MUCH, MUCH, 0);
        cpu.end();

        assertThat(cpu.facts())
                .doesNotContainKey(Environment.BUSY)
                .extractingByKey("other processes")
                .asString()
                .contains("0 of 1 forks");
    }

    @Test
    void nothingIsToldWhereItIsNotKnown() {
        OtherCpu cpu = new OtherCpu(proc, 2);
        cpu.begin();
        assertThat(cpu.end()).isNull();

        assertThat(cpu.facts()).isEmpty();
    }
}
