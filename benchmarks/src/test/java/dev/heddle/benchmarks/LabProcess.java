package dev.heddle.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lab as a process of its own, which can be interrupted. */
public final class LabProcess implements AutoCloseable {

    private static final int LIMIT_SECONDS = 120;

    /** For all JVMs, over what they are started with: they end before more memory and a better compiler would pay. */
    private static final String QUICK =
            "-Xms16m -Xmx256m -XX:-AlwaysPreTouch -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData";

    private final Process process;
    private final BufferedReader err;
    private final StringBuilder told = new StringBuilder();
    private final Path out;

    private LabProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
        err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param temporary a folder for the files of JVMs, and for JMH's lock, which others may hold
     * @param shell what a shell does before, such as setting limits
     */
    public static LabProcess start(Path temporary, String shell, String... arguments) throws IOException {
        Path out = Files.createTempFile(temporary, "out", "");
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell + "exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Lab.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.to(out.toFile()));
        builder.environment().put("_JAVA_OPTIONS", QUICK);
        LabProcess lab = new LabProcess(builder.start(), out);
        lab.err.readLine(); // the JVM says first that it has those
        return lab;
    }

    /** Waits until it has told {@code text} on standard error. */
    public void awaitErr(String text) throws IOException {
        while (told.indexOf(text) < 0) {
            int next = err.read();
            if (next < 0) {
                throw new IOException("ended without '" + text + "': " + told);
            }
            told.append((char) next);
        }
    }

    /** Everything that it has told, or does until its end, on standard error. */
    public String err() throws IOException {
        for (int next = err.read(); next >= 0; next = err.read()) {
            told.append((char) next);
        }
        return told.toString();
    }

    /** What it has told on standard output. */
    public String out() throws IOException {
        return Files.readString(out);
    }

    /** Its processes. */
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Waits until it has a process that runs the program of that name. Needs /proc: Java does not tell long commands. */
    public ProcessHandle awaitProgram(String name) throws IOException {
        while (process.isAlive()) {
            for (ProcessHandle child : process.children().toList()) {
                if (commandLine(child).contains(name)) {
                    return child;
                }
            }
            Thread.onSpinWait();
        }
        throw new IOException("ended without a process for " + name + ": " + err());
    }

    private static String commandLine(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(child.pid()), "cmdline"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** Interrupts it, as Ctrl-C does, but for what that tells its processes. */
    public void interrupt() {
        process.toHandle().destroy(); // that of the process itself would close its streams
    }

    /** Waits for its end; returns the exit status. */
    public int status() throws IOException, InterruptedException {
        err();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("does not end: " + told);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
