package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heddle.testing.WaitLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, whose life a test looks at. Closing this ends it, whatever it does. */
public final class ChildJvm implements AutoCloseable {

    private static final int LIMIT_SECONDS = 40;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private ChildJvm(Process process) {
        this.process = process;
        out = process.inputReader(UTF_8);
        in = process.outputWriter(UTF_8);
    }

    /** What a program printed, by line, as far as it was not read before, and its exit status. */
    public record Outcome(int status, List<String> out, List<String> err) {}

    /** Starts {@code main} with the class path of this JVM. */
    public static ChildJvm start(Class<?> main, String... args) {
        return startWith(List.of("-cp", System.getProperty("java.class.path")), main, args);
    }

    /** Starts {@code main} in {@code place}, with the class path of this JVM. */
    static ChildJvm startIn(Place place, Class<?> main, String... args) {
        List<String> options = new ArrayList<>(place.jvmOptions());
        options.add("-D" + WaitLimit.PROPERTY + "=" + WaitLimit.get().toMillis());
        options.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return start(place.enter(commandOf(options, main, args)));
    }

    /** Starts {@code main} in a JVM that is told {@code options}, of which one must be the class path. */
    public static ChildJvm startWith(List<String> options, Class<?> main, String... args) {
        return start(commandOf(options, main, args));
    }

    private static List<String> commandOf(List<String> options, Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-ea", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8"));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }

    /** What starts {@code main} with the class path of this JVM, to be started by somebody else. */
    static List<String> command(Class<?> main, String... args) {
        return commandOf(List.of("-cp", System.getProperty("java.class.path")), main, args);
    }

    private static ChildJvm start(List<String> command) {
        try {
            return new ChildJvm(new ProcessBuilder(command).start());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** The next line of its standard output. */
    public String readLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(
                    "the program ended: " + process.errorReader(UTF_8).lines().toList());
        }
        return line;
    }

    /** Sends a line to its standard input. */
    public void writeLine(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** Ends its standard input. */
    void endInput() throws IOException {
        in.close();
    }

    /** Sends it SIGTERM. */
    public void terminate() {
        process.toHandle().destroy(); // not Process.destroy, which closes the streams as well
    }

    /** Sends it SIGINT, as a terminal does on Ctrl-C. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
    }

    /** Waits for its end. What it prints must fit into the pipes until then: these programs print little. */
    public Outcome await() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.toHandle().destroyForcibly(); // which leaves the streams open
            throw new AssertionError("the program still runs after " + LIMIT_SECONDS + " s; it said: "
                    + process.errorReader(UTF_8).lines().toList());
        }
        return new Outcome(
                process.exitValue(),
                out.lines().toList(),
                process.errorReader(UTF_8).lines().toList());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
