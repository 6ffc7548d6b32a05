package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Accepted;
import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.EchoArm;
import dev.heddle.benchmarks.SeparateProgram;
import dev.heddle.benchmarks.ServerAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of its own, that echoes, accepts and connects. It says in its first line where its echo listens, and what it
 * is; it ends when its standard input does, so it does not outlive this process, however that ends. Connections it makes
 * on command, with one line of standard input, to which it answers with one line when that is done:
 *
 * <ul>
 *   <li>{@code accept FILE} opens a port, and counts its connections in that file, as {@link Accepted} has it. Answer: {@code
 *       port N}. A connection that does not end with a reset counts as failed.
 *   <li>{@code dial PORT FILE own|other} is where to connect from now on, where that port's connections are counted, and
 *       whether it is one of the same program. Answer: {@code ready}.
 *   <li>{@code connect N M} makes {@code M} connections, {@code N} at a time. Answer: {@code made}, and how many the
 *       client has seen. What fails is told instead of an answer.
 * </ul>
 */
abstract class ProgramArm implements EchoArm, ConnectArm, SeparateProgram {

    private static final long END_SECONDS = 5;

    private final Program program;
    private final List<Program> others = new ArrayList<>();

    ProgramArm(Program program) {
        this.program = program;
    }

    /**
     * A program that is running.
     *
     * @param out what it says, after its first line
     */
    record Program(Process process, BufferedReader out, int port, String title) {

        /**
         * Starts it, and waits until it listens.
         *
         * @throws IllegalStateException if it cannot be started, or says something else; the message has the last of it
         */
        static Program start(List<String> command) {
            ServerAddress.mustBeLoopback();
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                String first = String.valueOf(out.readLine());
                String[] words = first.split(" ", 2);
                if (words.length == 2 && words[0].matches("\\d+")) {
                    return new Program(process, out, Integer.parseInt(words[0]), words[1]);
                }
                process.getOutputStream().close(); // which ends it, if it is still there
                String last = out.lines().reduce(first, (before, line) -> line);
                throw new IllegalStateException(command.get(0) + " says: " + last);
            } catch (IOException absent) {
                throw new IllegalStateException("cannot start " + command.get(0) + ": " + absent.getMessage(), absent);
            }
        }

        /** Commands it, and waits for its answer; returns what follows {@code expected} in that. */
        String ask(String command, String expected) {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> answer(command));
            try {
                String said = answer.orTimeout(Completion.LIMIT_SECONDS, TimeUnit.SECONDS)
                        .join();
                if (said.startsWith(expected)) {
                    return said.substring(expected.length()).strip();
                }
                throw new IllegalStateException(title + " was told '" + command + "' and says: " + said);
            } catch (CompletionException failed) {
                throw new IllegalStateException(
                        failed.getCause() instanceof TimeoutException
                                ? title + " was told '" + command + "' and does not answer within "
                                        + Completion.LIMIT_SECONDS + " s"
                                : title + " cannot be told '" + command + "': " + failed.getCause(),
                        failed.getCause());
            }
        }

        private String answer(String command) {
            try {
                OutputStream in = process.getOutputStream();
                in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
                String said = out.readLine();
                return said == null ? "nothing more: it has ended" : said;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** What the program says that it is. */
    final String title() {
        return program.title();
    }

    @Override
    public final InetSocketAddress echo() {
        return address(program.port());
    }

    /** Where another program echoes, which is to end with this. */
    final InetSocketAddress keep(Program other) {
        others.add(other);
        return address(other.port());
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public final InetSocketAddress accept(Accepted accepted) {
        return address(Integer.parseInt(program.ask("accept " + accepted.file(), "port ")));
    }

    @Override
    public final Dial openDial(InetSocketAddress server, Accepted accepted, boolean ownLoop) {
        String whose = ownLoop ? "own" : "other";
        program.ask("dial " + server.getPort() + " " + accepted.file() + " " + whose, "ready");
        return (inFlight, connections) -> {
            String seen = program.ask("connect " + inFlight + " " + connections, "made ");
            Completion.check("connections that the client saw", connections, Long.parseLong(seen));
        };
    }

    /** The text of a program among the resources. */
    static String source(String name) {
        try (InputStream in = ProgramArm.class.getResourceAsStream("/dev/heddle/benchmarks/programs/" + name)) {
            if (in == null) {
                throw new IllegalStateException("programs/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read programs/" + name, unreadable);
        }
    }

    @Override
    public final void close() {
        others.forEach(ProgramArm::end);
        end(program);
    }

    private static void end(Program program) {
        Process process = program.process();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
