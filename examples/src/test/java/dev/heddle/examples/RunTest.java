package dev.heddle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.spi.ReactorProvider;
import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.ChildJvm.Outcome;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {

    private static final String[] NAMES = {
        "connectiontest",
        "printtime",
        "echoserver",
        "echoclient",
        "tlsecho",
        "fileserver",
        "chatserver",
        "portforwarder",
        "redis",
        "dnslookup"
    };

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void runsAnExampleOnABackend(String backend) throws Exception {
        try (ServerSocket server = Loopback.listen()) {
            String port = "" + server.getLocalPort();

            Outcome outcome = run("connectiontest", "127.0.0.1", port, "--reactor", backend);

            assertThat(outcome).isEqualTo(new Outcome(0, List.of("Connected to port " + port), List.of()));
        }
    }

    @Test
    void runsOnTheSelectorIfNotToldOtherwise() throws Exception {
        Outcome outcome = runWithout(List.of("selector"), "printtime");
        Outcome help = run("--help");

        assertThat(outcome.err()).singleElement().asString().contains("no reactor backend 'selector'", "present: loom");
        assertThat(help.out()).anyMatch(line -> line.contains("Default: selector"));
    }

    @Test
    void handsOnTheStatusOfTheExample() throws Exception {
        try (Socket deaf = Loopback.holdPort()) {
            String port = "" + deaf.getLocalPort();

            assertThat(run("connectiontest", "127.0.0.1", port).status()).isEqualTo(1);
        }
        assertThat(run("connectiontest", "127.0.0.1", "port").status()).isEqualTo(2);
    }

    @Test
    void handsOnTheOptionsOfTheExample() throws Exception {
        Outcome outcome = run("fileserver", ".", "--reactor", "loom", "--group", "0");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().getFirst()).startsWith("fileserver: --group must be a number from 1");
    }

    @Test
    void helpNamesEveryExample() throws Exception {
        Outcome outcome = run("--help");

        assertThat(outcome.status()).isZero();
        assertThat(String.join("\n", outcome.out())).contains(NAMES);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void namesTheExamplesIfThereIsNoneOfThatName() throws Exception {
        Outcome outcome = run("nosuch");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().getFirst()).contains("nosuch").contains(NAMES);
    }

    @Test
    void namesTheBackendsIfThereIsNoneOfThatName() throws Exception {
        Outcome outcome = run("printtime", "--reactor", "nosuch");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).singleElement().asString().contains("'nosuch'", "loom", "selector");
    }

    @Test
    void saysWhatToAddIfThereIsNoBackend() throws Exception {
        Outcome outcome = runWithout(List.of("selector", "loom"), "printtime");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).singleElement().asString().contains("heddle-selector", "heddle-loom");
    }

    private static Outcome run(String... args) throws Exception {
        return runOn(Child.classPath(), args);
    }

    /** Runs with a class path that lacks {@code backends}. */
    private static Outcome runWithout(List<String> backends, String... args) throws Exception {
        List<Path> locations = new ArrayList<>();
        for (ReactorProvider provider : ServiceLoader.load(ReactorProvider.class)) {
            if (backends.contains(provider.name())) {
                CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
                locations.add(Path.of(source.getLocation().toURI()));
            }
        }
        assertThat(locations).hasSameSizeAs(backends);
        return runOn(Child.classPathWithout(locations), args);
    }

    private static Outcome runOn(String classPath, String... args) throws Exception {
        try (ChildJvm child = ChildJvm.startWith(List.of("-cp", classPath), Run.class, args)) {
            return child.await();
        }
    }
}
