package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCallsTest {

    private static final String LOG = """
        101   futex(0x7f0010, FUTEX_WAKE_PRIVATE, 1) = 0
        101   access("/heddle-window-begins", F_OK) = -1 ENOENT (No such file or directory)
        102   epoll_wait(6,  <unfinished ...>
        101   write(7, ""..., 64)                = 64
        102   <... epoll_wait resumed>0x7f00, 1024, -1) = 1
        102   read(7, ""..., 8192)               = 64
        101   write(7, ""..., 64 <unfinished ...>
        102   --- SIGSEGV {si_signo=SIGSEGV} ---
        103   +++ exited with 0 +++
        101   access("/heddle-window-ends", F_OK) = -1 ENOENT (No such file or directory)
        101   exit_group(0)                      = ?
        """;

    @TempDir
    private Path folder;

    private SystemCalls read(String log) throws IOException {
        return SystemCalls.read(Files.writeString(folder.resolve("log"), log));
    }

    @Test
    void callsCountThatBeginInTheWindow() throws IOException {
        SystemCalls calls = read(LOG);

        assertThat(calls.counts()).isEqualTo(Map.of("epoll_wait", 1L, "write", 2L, "read", 1L));
        assertThat(calls.sum()).isEqualTo(4);
    }

    @Test
    void withoutABeginningAndAnEndNothingIsCounted() {
        assertThatThrownBy(() -> read(LOG.replace("-ends", "-other")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("where to begin and where to end");
        assertThatThrownBy(() -> read("strace: not permitted\n")).isInstanceOf(IOException.class);
    }
}
