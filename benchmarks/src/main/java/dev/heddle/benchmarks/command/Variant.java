package dev.heddle.benchmarks.command;

import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.DescribeJvm;
import dev.heddle.benchmarks.results.Json;
import dev.heddle.benchmarks.results.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JDK with flags, on which everything is measured.
 *
 * @param name as forks and reports have it
 * @param java its program
 * @param flags of its JVMs, besides those that all forks get
 * @param facts what such a JVM says of itself
 */
record Variant(String name, Path java, List<String> flags, Map<String, String> facts) {

    /** What a JVM says first where a variable of the environment, such as JAVA_TOOL_OPTIONS, has flags for it. */
    private static final String TOLD_OF_VARIABLE = "Picked up ";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * The JDK in {@code home}, as asked in a JVM with all flags. Its program {@code bin/java} names it too.
     *
     * @param usual the flags that all forks get
     * @throws IOException if there is none, or it cannot be used, with the reason in one line
     */
    static Variant in(Path home, List<String> usual, List<String> flags) throws IOException {
        boolean isProgram = home.endsWith(Path.of("bin", "java")) && Files.isRegularFile(home);
        Path java = isProgram ? home : home.resolve("bin").resolve("java");
        if (!Files.isExecutable(java)) {
            throw new IOException("there is no JDK in " + home + ": " + java + " is missing");
        }
        return of(java, usual, flags);
    }

    /** The JDK with that program, as asked in a JVM with all flags. */
    static Variant of(Path java, List<String> usual, List<String> flags) throws IOException {
        List<String> all = Stream.concat(usual.stream(), flags.stream()).toList();
        Map<String, String> facts = ask(java, all);
        String version = facts.getOrDefault(DescribeJvm.JDK, "").replaceFirst(",.*", "");
        String name = "jdk" + version.replaceFirst("\\D.*", "");
        return new Variant(
                flags.isEmpty() ? name : name + " " + String.join(" ", flags), java, List.copyOf(flags), facts);
    }

    private static Map<String, String> ask(Path java, List<String> flags) throws IOException {
        List<String> printed = new ArrayList<>();
        ForkLimit limit = new ForkLimit(LIMIT.toNanos(), LIMIT);
        try (ChildJvm child = ChildJvm.start(java, flags, DescribeJvm.class, List.of())) {
            while (true) {
                String line = child.hear();
                if (line.startsWith(DescribeJvm.FOUND)) {
                    return Json.parse(line.substring(DescribeJvm.FOUND.length()), new TypeToken<>() {});
                }
                printed.add(line);
            }
        } catch (IOException | JsonParseException failed) {
            String reason = limit.isReached() ? "it does not answer" : reason(printed, failed);
            throw new IOException(java + " cannot be used: " + reason, failed);
        } finally {
            limit.close();
        }
    }

    private static String reason(List<String> printed, Exception failed) {
        if (printed.stream().anyMatch(line -> line.contains("UnsupportedClassVersionError"))) {
            return "it is older than JDK 21";
        }
        return printed.stream()
                .filter(line -> !line.isBlank() && !line.startsWith(TOLD_OF_VARIABLE))
                .findFirst()
                .orElse(String.valueOf(failed.getMessage()));
    }

    Variant named(String other) {
        return new Variant(other, java, flags, facts);
    }

    /** As the file of the run has it. */
    RunFile.Variant saved() {
        return new RunFile.Variant(publicJava(), flags, facts);
    }

    /** Its program, named from the folder of the JDK on: results are published, and the folders above may tell of their owner. */
    String publicJava() {
        Path full = java.toAbsolutePath().normalize();
        int names = full.getNameCount();
        return full.subpath(Math.max(0, names - 3), names).toString();
    }
}
