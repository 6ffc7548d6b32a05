package dev.heddle.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own for one experiment: broken reactors leave threads behind that spin or wait for ever, and they end with
 * it.
 */
final class Experiment {

    private Experiment() {}

    /** What a child did: its exit status, and all that it printed. */
    record Outcome(int status, String output) {}

    /** Runs {@code main} with {@code arguments}, assertions enabled, and waits for its end. */
    static Outcome run(String classPath, List<String> options, Class<?> main, List<String> arguments, Duration limit)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("heddle-proof-", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-enableassertions");
        command.addAll(options);
        command.addAll(List.of("-classpath", classPath, main.getName()));
        command.addAll(arguments);
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!child.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + limit + ": " + command + "\n" + read(output));
            }
            return new Outcome(child.exitValue(), read(output));
        } finally {
            child.destroyForcibly();
            Files.delete(output);
        }
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), System.getProperty("native.encoding"));
    }
}
