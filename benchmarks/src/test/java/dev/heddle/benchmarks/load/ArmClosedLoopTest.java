package dev.heddle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Arms;
import dev.heddle.benchmarks.StreamArm;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a server that does it right, and with others. */
@Timeout(120)
class ArmClosedLoopTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final StreamArm arm = Arms.open("bare-nio", StreamArm.class);

    @AfterEach
    void close() {
        arm.close();
    }

    private void assertFails(FakeServer.Service service, String why) {
        try (FakeServer wrong = new FakeServer(service)) {
            assertThatThrownBy(() -> new ArmClosedLoop(arm, wrong.echo(), 1, 64).run(MILLI))
                    .isInstanceOf(IllegalStateException.class)
                    .rootCause()
                    .hasMessageContaining(why);
        }
    }

    @Test
    void whatCameBackIsCountedAndTimed() {
        ClosedLoop clients = new ArmClosedLoop(arm, arm.echo(), 3, 64);

        clients.run(MILLI);
        EchoLoad load = clients.run(20 * MILLI);

        assertThat(load.answers()).isPositive();
        assertThat(load.elapsedNanos()).isGreaterThanOrEqualTo(20 * MILLI);
        assertThat(load.micros(100)).isGreaterThanOrEqualTo(load.micros(50)).isPositive();
        assertThat(load.cpuSeconds()).isNull();
    }

    @Test
    void anAnswerThatWasSentBeforeIsAFailure() {
        assertFails(
                client -> {
                    byte[] message = client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(message);
                    client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(message);
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                },
                "an answer is not what was sent, from byte 0 on");
    }

    @Test
    void moreThanWasAskedForIsAFailure() {
        assertFails(
                client -> {
                    byte[] message = client.getInputStream().readNBytes(64);
                    client.getOutputStream().write(Arrays.copyOf(message, 65));
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                },
                "there came 65 bytes where 64 were left of an answer");
    }

    @Test
    void aConnectionThatEndsIsAFailure() {
        assertFails(client -> client.getInputStream().readNBytes(64), "the server closed a connection");
    }

    @Test
    void aServerThatIsNotThereIsAFailure() throws IOException {
        try (DeafPort deaf = new DeafPort()) {
            assertThatThrownBy(() -> new ArmClosedLoop(arm, deaf.address(), 1, 64))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("having done a first round trip on all connections but 1");
        }
    }
}
