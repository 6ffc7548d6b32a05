package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An example in a JVM of its own, with the class path of the tests. Closing it ends it. */
final class Child implements AutoCloseable {

    private static final int LIMIT_SECONDS = 40;

    private final Process process;
    private final BufferedReader out;

    private Child(List<String> command) throws IOException {
        process = new ProcessBuilder(command).start();
        out = process.inputReader(UTF_8);
    }

    /** What a program printed, by line, and its exit status. */
    record Outcome(int status, List<String> out, List<String> err) {}

    /** Starts {@code main} on a backend. */
    static Child start(String backend, Class<?> main, String... args) throws IOException {
        return startWith(List.of("-Dheddle.reactor=" + backend, "-cp", classPath()), main, args);
    }

    /** Starts {@code main} in a JVM that is told {@code options}, of which one must be the class path. */
    static Child startWith(List<String> options, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(args));
        return new Child(command);
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The class path without {@code locations}. */
    static String classPathWithout(List<Path> locations) {
        List<String> kept = new ArrayList<>();
        for (String entry : List.of(classPath().split(File.pathSeparator, -1))) {
            if (!locations.contains(Path.of(entry).toAbsolutePath())) {
                kept.add(entry);
            }
        }
        return String.join(File.pathSeparator, kept);
    }

    /** The next line of its standard output. */
    String readLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(
                    "the program ended: " + process.errorReader(UTF_8).lines().toList());
        }
        return line;
    }

    /** Waits for its end. What it prints must fit into the pipes until then: these programs print little. */
    Outcome await() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, SECONDS)) {
            throw new AssertionError("the program still runs after " + LIMIT_SECONDS + " s");
        }
        return new Outcome(
                process.exitValue(),
                out.lines().toList(),
                process.errorReader(UTF_8).lines().toList());
    }

    /** What became of {@code main} on a backend. */
    static Outcome run(String backend, Class<?> main, String... args) throws InterruptedException {
        try (Child child = start(backend, main, args)) {
            return child.await();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
