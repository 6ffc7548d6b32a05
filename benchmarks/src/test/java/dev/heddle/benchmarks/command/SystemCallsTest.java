package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemCallsTest {

    private static final String TABLE = """
        % time     seconds  usecs/call     calls    errors syscall
        ------ ----------- ----------- --------- --------- ----------------
         67.34    8.123456          12       700           close
         30.05    3.625000        1043      3000       250 epoll_ctl
          0.00    0.000000           0         1           pread64
        ------ ----------- ----------- --------- --------- ----------------
        100.00   11.748456        3174      3701       250 total
        """;

    private static final SystemCalls PARSED = SystemCalls.parse(TABLE.lines().toList());

    @Test
    void theTableOfStraceIsRead() {
        assertThat(PARSED.counts()).isEqualTo(Map.of("close", 700.0, "epoll_ctl", 3000.0, "pread64", 1.0));
    }

    @Test
    void whatIsDoneAnywayIsLeftOut() {
        SystemCalls without = new SystemCalls(Map.of("close", 500.0, "epoll_ctl", 2000.0, "mmap", 90.0));

        SystemCalls each = PARSED.perConnection(without, 100);

        assertThat(each.sum()).isCloseTo(2 + 10 + 0.01 - 0.9, within(1e-9));
        assertThat(each.inWords()).isEqualTo("epoll_ctl 10.0, close 2.0");
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> SystemCalls.parse(List.of("strace: not permitted")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
