package dev.heddle.examples.peers;

import static dev.heddle.examples.peers.Echo.MEGABYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that systemd starts, with a socket as its standard input, as inetd did. */
@Tag("peers")
class SystemdPeerTest {

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("the port that systemd listens on is served by the program that it starts, which may end by itself")
    void servesThePort(String backend) throws Exception {
        String address = freeAddress();
        try (Program systemd = Program.start(activate(address, backend))) {
            assertEchoes(address);

            Program.Outcome ended = systemd.await("");
            assertThat(ended.status()).as(ended.err()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"selector", "loom"})
    @DisplayName("the connection that systemd accepted is served by the program that it starts")
    void servesTheConnection(String backend) throws Exception {
        String address = freeAddress();
        Program systemd = Program.start(activate(address, backend, "--accept"));
        try (systemd) {
            assertEchoes(address);
        }
    }

    private static String[] activate(String address, String backend, String... options) {
        List<String> command = new ArrayList<>(List.of("systemd-socket-activate", "--inetd", "-l", address));
        command.addAll(List.of(options));
        command.addAll(List.of(java(), "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(InheritedEcho.class.getName(), backend));
        return command.toArray(String[]::new);
    }

    private static void assertEchoes(String address) throws Exception {
        Program.Outcome socat =
                Program.run(MEGABYTE, "socat", "-t", "30", "-", "TCP:" + address + ",retry=500,interval=0.02");
        assertThat(socat.status()).as(socat.err()).isZero();
        assertThat(socat.out()).isEqualTo(MEGABYTE);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String freeAddress() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + probe.getLocalPort();
        }
    }
}
