package dev.heddle.examples;

import dev.heddle.Reactors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an example, by name, on a backend, by name: {@code heddle run}. */
@Command(
        name = "heddle run",
        header = "Runs one of the examples.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  connectiontest HOST PORT        tell whether a server listens on a port",
            "  printtime                       print the time three times, then stop",
            "  echoserver [PORT]               send every byte back; port 7007 if not given",
            "  echoclient HOST PORT [TEXT...]  send a line and print what comes back",
            "  tlsecho PORT CERTIFICATE KEY    send every byte back over TLS; PEM files",
            "  fileserver DIRECTORY [PORT]     show files to browsers; port 8000 if not given",
            "      [--group REACTORS]          on so many reactors",
            "      [--certificate FILE] [--key FILE]",
            "                                  over TLS; PEM files, which may be one",
            "  chatserver [PORT]               a chat over lines; port 7010 if not given",
            "  portforwarder PORT HOST HOSTPORT",
            "                                  pass connections on to another server",
            "  redis HOST PORT COMMAND [ARG...]",
            "                                  send a command to a Redis server and print the answer",
            "  dnslookup NAME SERVER [PORT]    ask a DNS server for the addresses of a name"
        })
public final class Run implements Callable<Integer> {

    /** An example's {@code main}. */
    @FunctionalInterface
    private interface Example {
        void start(String[] args) throws Exception;
    }

    private static final Map<String, Example> EXAMPLES = new TreeMap<>(Map.of(
            "connectiontest", ConnectionTest::main,
            "printtime", PrintTime::main,
            "echoserver", EchoServer::main,
            "echoclient", EchoClient::main,
            "tlsecho", TlsEcho::main,
            "fileserver", FileServer::main,
            "chatserver", ChatServer::main,
            "portforwarder", PortForwarder::main,
            "redis", RedisClient::main,
            "dnslookup", DnsLookup::main));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "EXAMPLE", description = "The name of an example below.")
    private String name = "";

    @Parameters(index = "1..*", paramLabel = "ARG", description = "The arguments of the example.")
    private List<String> args = List.of();

    @Option(
            names = "--reactor",
            paramLabel = "BACKEND",
            defaultValue = "selector",
            description = "Runs on selector or loom. Default: ${DEFAULT-VALUE}.")
    private String backend = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** For {@link #main}. */
    private Run() {}

    @Override
    public Integer call() throws Exception {
        Example example = EXAMPLES.get(name);
        if (example == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "unknown example '" + name + "': choose one of " + String.join(", ", EXAMPLES.keySet()));
        }
        try {
            Reactors.create(backend).close();
        } catch (IllegalArgumentException notPresent) {
            System.err.println("heddle run: " + notPresent.getMessage());
            return ExitCode.USAGE;
        }
        System.setProperty(Reactors.BACKEND_PROPERTY, backend);
        example.start(args.toArray(String[]::new));
        return ExitCode.OK;
    }

    /** Runs the example that the arguments name, and exits with its status; with 2 if they cannot be used. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Run())
                .setUnmatchedOptionsArePositionalParams(true) // they are the example's
                .execute(args));
    }
}
