package dev.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heddle.tck.ChildJvm.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be used is named on standard error, before anything starts. */
class ArgumentsTest {

    private static final String CLIENT_PORT = "PORT must be a number from 1 to 65535, not ";

    @ParameterizedTest
    @MethodSource({"unusable", "unusableToLookUp", "unusableOptions"})
    void namesWhatCannotBeUsed(Class<?> main, List<String> args, String line, String usage) throws Exception {
        Outcome outcome = Child.run("selector", main, args.toArray(String[]::new));

        assertThat(outcome).isEqualTo(new Outcome(2, List.of(), List.of(line, "Usage: " + usage)));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> unusable() {
        String test = "connectiontest HOST PORT";
        String client = "echoclient HOST PORT [TEXT...]";
        String server = "echoserver [PORT]";
        return Stream.of(
                arguments(ConnectionTest.class, List.of(), "connectiontest: HOST is missing", test),
                arguments(ConnectionTest.class, List.of("localhost"), "connectiontest: PORT is missing", test),
                arguments(
                        ConnectionTest.class, List.of("h", "80", "x"), "connectiontest: unexpected argument 'x'", test),
                arguments(ConnectionTest.class, List.of("h", "0"), "connectiontest: " + CLIENT_PORT + "'0'", test),
                arguments(
                        ConnectionTest.class,
                        List.of("h", "65536"),
                        "connectiontest: " + CLIENT_PORT + "'65536'",
                        test),
                arguments(
                        ConnectionTest.class, List.of("h", "http"), "connectiontest: " + CLIENT_PORT + "'http'", test),
                arguments(
                        ConnectionTest.class,
                        List.of("h:80", "80"),
                        "connectiontest: HOST must be a name or an address, not 'h:80'",
                        test),
                arguments(EchoClient.class, List.of("h"), "echoclient: PORT is missing", client),
                arguments(EchoClient.class, List.of("h", "-1"), "echoclient: " + CLIENT_PORT + "'-1'", client),
                arguments(EchoClient.class, List.of("h", "1", "a\nb"), "echoclient: TEXT must be one line", client),
                arguments(
                        EchoServer.class,
                        List.of("70000"),
                        "echoserver: PORT must be a number from 0 to 65535, not '70000'",
                        server),
                arguments(PrintTime.class, List.of("now"), "printtime: unexpected argument 'now'", "printtime"));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> unusableToLookUp() {
        String lookup = "dnslookup NAME SERVER [PORT]";
        return Stream.of(
                arguments(DnsLookup.class, List.of("h"), "dnslookup: SERVER is missing", lookup),
                arguments(
                        DnsLookup.class,
                        List.of("h", "localhost"),
                        "dnslookup: SERVER must be an address, not 'localhost'",
                        lookup),
                arguments(
                        DnsLookup.class,
                        List.of("h", "1.2.3.256"),
                        "dnslookup: SERVER must be an address, not '1.2.3.256'",
                        lookup));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> unusableOptions() {
        String usage = "fileserver DIRECTORY [PORT] [--group REACTORS] [--certificate FILE] [--key FILE]";
        return Stream.of(
                arguments(FileServer.class, List.of("--group", "2"), "fileserver: DIRECTORY is missing", usage),
                arguments(FileServer.class, List.of(".", "--grop", "2"), "fileserver: unknown option --grop", usage),
                arguments(FileServer.class, List.of("--group"), "fileserver: --group needs a value", usage),
                arguments(
                        FileServer.class,
                        List.of("--group", "2", ".", "--group", "2"),
                        "fileserver: --group is given twice",
                        usage),
                arguments(
                        FileServer.class,
                        List.of(".", "--group", "0"),
                        "fileserver: --group must be a number from 1 to 256, not '0'",
                        usage),
                arguments(
                        FileServer.class, List.of(".", "--key", "k"), "fileserver: --key needs --certificate", usage));
    }
}
