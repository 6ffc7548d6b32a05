package dev.heddle.benchmarks.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Linux is set to, as far as it may matter to timers, threads and connections. What is not there is not told.
 *
 * @param root the folder that has {@code proc} and {@code sys} in it
 */
record LinuxFacts(Path root) {

    private static final String CPUS = "sys/devices/system/cpu/";

    /** All of them. */
    Map<String, String> all() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (Files.exists(root.resolve("proc/self/cgroup"))) {
            facts.put("CPU quota", quota());
        }
        governor().ifPresent(value -> facts.put("frequency governor", value));
        line(CPUS + "smt/active").ifPresent(value -> facts.put("SMT", value.equals("1") ? "on" : "off"));
        sysctl(facts, "accept backlog limit", "net/core/somaxconn");
        sysctl(facts, "local ports", "net/ipv4/ip_local_port_range");
        sysctl(facts, "tcp_tw_reuse", "net/ipv4/tcp_tw_reuse");
        sysctl(facts, "tcp_rmem", "net/ipv4/tcp_rmem");
        sysctl(facts, "tcp_wmem", "net/ipv4/tcp_wmem");
        openFiles().ifPresent(value -> facts.put("open files", value));
        return facts;
    }

    private void sysctl(Map<String, String> facts, String name, String file) {
        line("proc/sys/" + file).ifPresent(value -> facts.put(name, value.replaceAll("\\s+", " ")));
    }

    /** Such a file tells all at the first read, or else only its first byte; Files.readString reads that alone first. */
    private Optional<String> line(String file) {
        try (Stream<String> lines = Files.lines(root.resolve(file))) {
            return lines.findFirst().map(String::strip);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private List<String> lines(String file) {
        try (Stream<String> lines = Files.lines(root.resolve(file))) {
            return lines.toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** Of all processors. */
    private Optional<String> governor() {
        String governors = IntStream.iterate(0, cpu -> Files.exists(root.resolve(CPUS + "cpu" + cpu)), cpu -> cpu + 1)
                .mapToObj(cpu -> line(CPUS + "cpu" + cpu + "/cpufreq/scaling_governor"))
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(", "));
        return governors.isEmpty() ? Optional.empty() : Optional.of(governors);
    }

    /** The least of the quotas of the control groups that this process is in. */
    private String quota() {
        OptionalDouble least = lines("proc/self/cgroup").stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3)
                .flatMap(parts -> quotas(parts[1], parts[2]))
                .mapToDouble(Double::doubleValue)
                .min();
        return least.isPresent() ? String.format(Locale.ROOT, "%.2f processors", least.getAsDouble()) : "none";
    }

    /** Version 2 has one hierarchy without names of controllers; version 1 has one for the CPU. */
    private Stream<Double> quotas(String controllers, String group) {
        boolean second = controllers.isEmpty();
        if (!second && !List.of(controllers.split(",")).contains("cpu")) {
            return Stream.empty();
        }
        Path top = root.resolve(second ? "sys/fs/cgroup" : "sys/fs/cgroup/cpu");
        return Stream.iterate(
                        top.resolve(group.substring(1)).normalize(),
                        folder -> folder != null && folder.startsWith(top),
                        Path::getParent)
                .flatMap(folder -> (second ? second(folder) : first(folder)).stream());
    }

    private Optional<Double> second(Path folder) {
        return line(folder.resolve("cpu.max").toString())
                .map(line -> line.split(" "))
                .filter(parts -> !parts[0].equals("max"))
                .map(parts -> Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
    }

    private Optional<Double> first(Path folder) {
        Optional<String> period = line(folder.resolve("cpu.cfs_period_us").toString());
        return line(folder.resolve("cpu.cfs_quota_us").toString())
                .map(Double::valueOf)
                .filter(quota -> quota > 0)
                .flatMap(quota -> period.map(micros -> quota / Double.parseDouble(micros)));
    }

    private Optional<String> openFiles() {
        return lines("proc/self/limits").stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s{2,}"))
                .map(parts -> parts[1] + ", at most " + parts[2])
                .findFirst();
    }
}
