package dev.heddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TimeWaitTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "read from /proc")
    void aConnectionThatWasClosedInOrderLingers() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Set<String> others;
            InetSocketAddress address = (InetSocketAddress) port.getLocalSocketAddress();
            try (Socket client = new Socket(address.getAddress(), address.getPort());
                    Socket server = port.accept()) {
                others = TimeWait.on(address);
                client.shutdownOutput();
                assertThat(server.getInputStream().read()).isNegative();
                server.shutdownOutput();
                assertThat(client.getInputStream().read()).isNegative();
            }
            Set<String> left = TimeWait.on(address);
            left.removeAll(others); // some of which may be over by now
            assertThat(left).hasSize(1);
        }
    }
}
