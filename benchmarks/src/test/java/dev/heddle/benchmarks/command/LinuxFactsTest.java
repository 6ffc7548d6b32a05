package dev.heddle.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxFactsTest {

    @TempDir
    private Path root;

    private void write(String file, String content) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), content + "\n");
    }

    @Test
    void nothingIsToldOfWhatIsNotThere() {
        assertThat(new LinuxFacts(root).all()).isEmpty();
    }

    @Test
    void theQuotaIsTheLeastOfAllGroupsAbove() throws IOException {
        write("proc/self/cgroup", "0::/a/b");
        write("sys/fs/cgroup/a/cpu.max", "150000 100000");
        write("sys/fs/cgroup/a/b/cpu.max", "max 100000");
        assertThat(new LinuxFacts(root).all()).containsEntry("CPU quota", "1.50 processors");

        write("sys/fs/cgroup/a/b/cpu.max", "50000 100000");
        assertThat(new LinuxFacts(root).all()).containsEntry("CPU quota", "0.50 processors");
    }

    @Test
    void theFirstVersionOfControlGroupsIsReadToo() throws IOException {
        write("proc/self/cgroup", "5:memory:/x\n3:cpu,cpuacct:/docker/1");
        assertThat(new LinuxFacts(root).all()).containsEntry("CPU quota", "none");

        write("sys/fs/cgroup/cpu/docker/1/cpu.cfs_quota_us", "-1");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertThat(new LinuxFacts(root).all()).containsEntry("CPU quota", "2.00 processors");
    }

    @Test
    void settingsOfTheKernelAndLimitsAreTold() throws IOException {
        write("sys/devices/system/cpu/smt/active", "1");
        write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance");
        write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "powersave");
        write("proc/sys/net/core/somaxconn", "4096");
        write("proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t6291456");
        write(
                "proc/self/limits",
                "Limit   Soft Limit  Hard Limit  Units\nMax open files            1024       20000      files");

        assertThat(new LinuxFacts(root).all())
                .containsEntry("SMT", "on")
                .containsEntry("frequency governor", "performance, powersave")
                .containsEntry("accept backlog limit", "4096")
                .containsEntry("tcp_rmem", "4096 131072 6291456")
                .containsEntry("open files", "1024, at most 20000")
                .doesNotContainKey("tcp_wmem");
    }
}
