package dev.heddle.benchmarks.fork;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own that runs one of the lab's programs, which are talked to in lines. What it says on standard error comes
 * with what it says on standard output.
 */
public final class ChildJvm implements Closeable {

    private static final int GRACE_SECONDS = 10;

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    }

    /** The program of the JDK that runs this. */
    public static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Starts one with arguments. */
    public static ChildJvm start(Path java, List<String> flags, Class<?> program, List<String> arguments)
            throws IOException {
        String name = program.getSimpleName() + " " + String.join(" ", arguments);
        return start(name.strip(), command(java, flags, program, arguments));
    }

    /**
     * Starts one without arguments.
     *
     * @param before what stands before the JVM in the command, such as a program that traces it, or has it run elsewhere
     * @param moreClasses what its class path has besides
     */
    public static ChildJvm start(
            List<String> before, Path java, List<String> flags, List<Path> moreClasses, Class<?> program)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(command(java, flags, moreClasses, program, List.of()));
        return start(program.getSimpleName(), command);
    }

    /** What is to be typed to start one. */
    public static List<String> command(Path java, List<String> flags, Class<?> program, List<String> arguments) {
        return command(java, flags, List.of(), program, arguments);
    }

    private static ChildJvm start(String name, List<String> command) throws IOException {
        return new ChildJvm(
                name, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static List<String> command(
            Path java, List<String> flags, List<Path> moreClasses, Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(flags);
        command.add("-cp");
        StringBuilder classPath = new StringBuilder(System.getProperty("java.class.path"));
        moreClasses.forEach(place -> classPath.append(File.pathSeparatorChar).append(place));
        command.add(classPath.toString());
        command.add(program.getName());
        command.addAll(arguments);
        return command;
    }

    /** Tells it a line. */
    public void say(String line) {
        in.println(line);
    }

    /**
     * The next line that it prints.
     *
     * @throws IOException if it ended instead
     */
    public String hear() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the JVM for '" + name + "' ended early" + status());
        }
        return line;
    }

    /**
     * The next line that begins with one of those words. What it prints before is printed here.
     *
     * @throws IOException if it ended instead
     */
    public String hear(List<String> words) throws IOException {
        String line = hear();
        while (words.stream().noneMatch(line::startsWith)) {
            System.out.println(line);
            line = hear();
        }
        return line;
    }

    /** Statuses above 128 are how Java tells of a signal, such as 137 for SIGKILL. */
    private String status() {
        try {
            return process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS) ? ", with status " + process.exitValue() : "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Waits until it ends, as it does at the end of its input; after a while it is made to. */
    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
