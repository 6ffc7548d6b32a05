package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.fork.ConnectFork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heddle bench system-calls}. */
@Command(
        name = "system-calls",
        description = {
            "Counts the system calls of a connection that is made over loopback, accepted, reset and lost, at both"
                    + " ends together, with strace -f -c. In each turn one JVM makes some connections, and another"
                    + " makes more: the difference leaves out what a JVM does anyway.",
            "Under strace everything is slow, so there are no times. Needs strace, and the permission to trace."
        },
        mixinStandardHelpOptions = true)
final class SystemCallsCommand implements Callable<Integer> {

    private static final List<String> FLAGS = List.of("-Xms256m", "-Xmx256m", Size.NATIVE_ACCESS);
    private static final int WARM_UP_CONNECTIONS = 2_000;

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "5000",
            description = "how many connections are counted. Default: ${DEFAULT-VALUE}")
    private int connections = 5_000;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "64",
            description = "how many of them at a time. Default: ${DEFAULT-VALUE}")
    private int inFlight = 64;

    @Option(
            names = "--loops",
            paramLabel = "N",
            defaultValue = "1",
            description = "1: client and server share a loop; 2: they have one each. Default: ${DEFAULT-VALUE}")
    private int loops = 1;

    /** Of the last round. */
    private final Map<String, SystemCalls> perConnection = new LinkedHashMap<>();

    /** Made by picocli. */
    SystemCallsCommand() {}

    @Override
    public Integer call() {
        rounds.require("--connections", 1, connections);
        rounds.require("--in-flight", 1, inFlight);
        if (loops != 1 && loops != 2) {
            throw rounds.refusal("--loops must be 1 or 2, not " + loops);
        }
        if (ThisMachine.output("strace", "-V").isEmpty()) {
            return rounds.fail("strace is not on the path: install it");
        }
        int status = rounds.run(ConnectArm.class, FLAGS, List.of("calls per connection"), this::measure);
        perConnection.forEach((arm, calls) -> rounds.out().println(arm + ", in the last round: " + calls.inWords()));
        return status;
    }

    private double[] measure(String arm) throws IOException {
        SystemCalls without = count(arm, WARM_UP_CONNECTIONS);
        SystemCalls with = count(arm, WARM_UP_CONNECTIONS + connections);
        SystemCalls each = with.perConnection(without, connections);
        perConnection.put(arm, each);
        return new double[] {each.sum()};
    }

    private SystemCalls count(String arm, int made) throws IOException {
        Path table = Files.createTempFile("heddle", ".strace");
        try {
            List<String> command = new ArrayList<>(List.of("strace", "-f", "-c", "-o", table.toString()));
            List<String> arguments =
                    List.of(arm, String.valueOf(loops), String.valueOf(inFlight), String.valueOf(made));
            command.addAll(ChildJvm.command(ChildJvm.ownJava(), FLAGS, ConnectFork.class, arguments));
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException("strace, or the JVM that it traces, ended with status " + status);
            }
            return SystemCalls.parse(Files.readAllLines(table));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            Files.deleteIfExists(table);
        }
    }
}
