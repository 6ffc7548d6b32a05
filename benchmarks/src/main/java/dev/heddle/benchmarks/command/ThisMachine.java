package dev.heddle.benchmarks.command;

import com.sun.management.OperatingSystemMXBean;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.results.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Collects what may matter to whoever reads the results of a comparison. */
final class ThisMachine {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final int LONGEST_SECONDS = 5;

    private ThisMachine() {}

    /** The facts that are known before anything of the plan is measured. */
    static Map<String, String> facts(Plan plan) {
        Size size = plan.size();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Environment.SIZE, plan.inWords());
        facts.put("started", now());
        facts.put("processor", processor());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", SYSTEM.getTotalMemorySize() / (1024 * 1024) + " MiB");
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("flags of forks", String.join(" ", size.jvmFlags()));
        facts.put(
                "connections or round trips to warm up",
                String.valueOf(size.effort().warmUps()));
        facts.put("commit", commit());
        facts.put("program", Program.digest(plan.moreClasses()));
        facts.putAll(new LinuxFacts(Path.of("/")).all());
        facts.put("load before", load());
        return facts;
    }

    static String now() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                ZonedDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    }

    /** The same as a number, negative if unknown. */
    static double loadAverage() {
        return SYSTEM.getSystemLoadAverage();
    }

    /** Processes that ran or wanted to, on average over the last minute. */
    static String load() {
        double average = loadAverage();
        return average < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", average);
    }

    /** Whether something else keeps this machine busy. */
    static boolean isBusy() {
        return loadAverage() > 0.25 * Runtime.getRuntime().availableProcessors();
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return output("sysctl", "-n", "machdep.cpu.brand_string").orElse("unknown");
        }
    }

    /** The commit that the folder of this program is a checkout of. */
    private static String commit() {
        String folder = folderOfProgram();
        Optional<String> commit = output("git", "-C", folder, "rev-parse", "HEAD");
        Optional<String> changes = output("git", "-C", folder, "status", "--porcelain");
        return commit.map(hash -> hash + (changes.orElse("").isEmpty() ? "" : ", with changes"))
                .orElse("unknown");
    }

    private static String folderOfProgram() {
        try {
            Path program = Path.of(ThisMachine.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = Files.isDirectory(program) ? program : program.getParent();
            return folder == null ? "." : folder.toString();
        } catch (URISyntaxException strange) {
            return ".";
        }
    }

    /** What a command prints, if it can be run and ends well. */
    static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            process.onExit()
                    .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> process.destroyForcibly());
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
