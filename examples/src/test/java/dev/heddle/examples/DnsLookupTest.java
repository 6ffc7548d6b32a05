package dev.heddle.examples;

import static dev.heddle.examples.DnsServer.SAME_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.examples.DnsServer.Asked;
import dev.heddle.tck.ChildJvm;
import dev.heddle.tck.ChildJvm.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsLookupTest {

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void printsTheAddressesOfBothKinds(String backend) throws Exception {
        try (DnsServer server = DnsServer.open();
                ChildJvm child = start(backend, server.port())) {
            for (int i = 0; i < 2; i++) {
                Asked asked = server.receive();
                String address = asked.type() == DnsServer.A ? "192.0.2.1" : "2001:db8::1";
                server.answer(asked, DnsServer.OK, DnsServer.address(SAME_NAME, address));
            }

            Outcome outcome = child.await();

            assertThat(outcome).isEqualTo(new Outcome(0, List.of("192.0.2.1", "2001:db8:0:0:0:0:0:1"), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void namesANameThatIsNotThere(String backend) throws Exception {
        try (DnsServer server = DnsServer.open();
                ChildJvm child = start(backend, server.port())) {
            server.answer(server.receive(), DnsServer.NO_SUCH_NAME);

            Outcome outcome = child.await();

            assertThat(outcome)
                    .isEqualTo(new Outcome(1, List.of(), List.of("dnslookup: no such name: www.example.org")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void namesANameWithoutAddresses(String backend) throws Exception {
        try (DnsServer server = DnsServer.open();
                ChildJvm child = start(backend, server.port())) {
            server.answer(server.receive(), DnsServer.OK);
            server.answer(server.receive(), DnsServer.OK);

            Outcome outcome = child.await();

            assertThat(outcome).isEqualTo(new Outcome(1, List.of(), List.of("dnslookup: no address: www.example.org")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    void namesAServerThatRefuses(String backend) throws Exception {
        try (DnsServer deaf = DnsServer.open()) {
            deaf.socket().connect(deaf.address()); // it listens to nobody but itself, and holds its port all the same
            String port = deaf.port();

            Outcome outcome = Child.run(backend, DnsLookup.class, "www.example.org", "127.0.0.1", port);

            List<String> told = List.of("dnslookup: nobody answers at 127.0.0.1 port " + port);
            assertThat(outcome).isEqualTo(new Outcome(1, List.of(), told));
        }
    }

    private static ChildJvm start(String backend, String port) {
        return Child.start(backend, DnsLookup.class, "www.example.org", "127.0.0.1", port);
    }
}
