package dev.heddle.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ContextSwitchesTest {

    @TempDir
    private Path proc;

    private void thread(String name, int voluntary, int involuntary) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(name));
        Files.writeString(
                folder.resolve("status"),
                "Name:\tloop\nvoluntary_ctxt_switches:\t" + voluntary + "\nnonvoluntary_ctxt_switches:\t" + involuntary
                        + "\n");
    }

    private ContextSwitches now() {
        return ContextSwitches.of(List.of(7L, 8L), proc);
    }

    @Test
    void thoseOfAllThreadsOfAllProcessesCount() throws IOException {
        thread("7/task/7", 10, 1);
        thread("7/task/70", 20, 2);
        thread("8/task/8", 30, 3);
        ContextSwitches before = now();
        thread("7/task/7", 11, 1);
        thread("8/task/8", 35, 5);
        thread("8/task/80", 100, 0); // which is new

        assertThat(now().since(before)).isEqualTo(new ContextSwitches.Count(1 + 5 + 100, 2));
    }

    @Test
    void aThreadThatHasEndedTakesNothingAway() throws IOException {
        thread("7/task/7", 10, 1);
        thread("7/task/70", 20, 2);
        ContextSwitches before = now();
        Files.delete(proc.resolve("7/task/70/status"));
        thread("7/task/7", 15, 1);

        assertThat(now().since(before)).isEqualTo(new ContextSwitches.Count(5, 0));
    }

    @Test
    void whereThereIsNothingToReadNothingIsKnown() {
        assertThat(now().isKnown()).isFalse();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "they are read from /proc")
    void aThreadThatWaitsIsSeen() throws InterruptedException {
        ContextSwitches before = ContextSwitches.now();
        new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS); // which nobody opens

        assertThat(before.isKnown()).isTrue();
        assertThat(ContextSwitches.now().since(before).voluntary()).isPositive();
    }
}
