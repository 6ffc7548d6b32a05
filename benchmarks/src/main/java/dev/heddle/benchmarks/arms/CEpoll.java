package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A loop in C, compiled where it runs: what an echo, or a connection, takes that is not Java. It needs Linux, and a C compiler. */
@Plays(Role.LIMIT)
public final class CEpoll extends ProgramArm implements GroupArm {

    private static final String COMPILER = "cc";

    /**
     * Compiles the program, and starts it.
     *
     * @throws IllegalStateException if there is no compiler, or no epoll
     */
    public CEpoll() {
        super(start(1));
    }

    @Override
    public String description() {
        return "An epoll loop in C in a process of its own, " + title() + ", in " + programLines()
                + " lines that echo, accept and connect: no JVM in it. The clients of an echo are those of all arms.";
    }

    private static long programLines() {
        return source("loop.c").lines().count();
    }

    /** One loop accepts, and deals connections out, to itself as to the others. */
    @Override
    public InetSocketAddress echo(int loops) {
        return keep(start(loops));
    }

    /** Compiles it, too. */
    private static Program start(int loops) {
        try {
            Path folder = Files.createTempDirectory("heddle-c-epoll");
            Path code = folder.resolve("loop.c");
            Path program = folder.resolve("loop");
            try {
                Files.writeString(code, source("loop.c"));
                compile(code, program);
                return Program.start(List.of(program.toString(), String.valueOf(loops)));
            } finally {
                Files.deleteIfExists(program); // it runs on
                Files.deleteIfExists(code);
                Files.delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write a temporary file", failed);
        }
    }

    private static void compile(Path code, Path program) {
        try {
            Process compiler = new ProcessBuilder(
                            COMPILER, "-O2", "-pthread", "-o", program.toString(), code.toString())
                    .redirectErrorStream(true)
                    .start();
            compiler.getOutputStream().close();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = compiler.waitFor();
            if (status != 0) {
                throw new IllegalStateException(COMPILER + " fails with " + status + ": " + said);
            }
        } catch (IOException absent) {
            throw new IllegalStateException("there is no C compiler '" + COMPILER + "' here", absent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while compiling", interrupted);
        }
    }
}
