package dev.heddle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.fork.ChildJvm;
import dev.heddle.benchmarks.load.OpenLoop.Schedule;
import dev.heddle.benchmarks.load.PlainClients.Crew;
import dev.heddle.benchmarks.load.PlainClients.Order;
import dev.heddle.benchmarks.results.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClientProcessTest {

    /** Its parent being gone, the system closes its input; here it is the test. */
    @Test
    void theClientsEndWithWhoHasStartedThemWhateverTheyAreDoing() throws IOException, InterruptedException {
        CountDownLatch underWay = new CountDownLatch(2);
        try (FakeServer server = new FakeServer(client -> {
            client.getOutputStream().write(client.getInputStream().readNBytes(64));
            client.getOutputStream().write(client.getInputStream().readNBytes(64));
            underWay.countDown();
            client.getInputStream().transferTo(client.getOutputStream());
        })) {
            List<String> command = ChildJvm.command(ChildJvm.ownJava(), List.of(), PlainClients.class, List.of());
            Process clients = new ProcessBuilder(command).start();
            try (PrintWriter in = new PrintWriter(clients.outputWriter(), true)) {
                in.println(Json.line(new Crew("127.0.0.1", server.echo().getPort(), 2, 64, 2)));
                in.println(Json.line(Order.closed(TimeUnit.HOURS.toNanos(1))));
                underWay.await();
                assertThat(clients.isAlive()).isTrue();
            }

            assertThat(clients.onExit()).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    /** What starts them elsewhere is a program like any other. */
    @Test
    void anotherProgramMayStartThem() {
        System.setProperty(ClientProcess.STARTED_BY, "env,HEDDLE_CLIENTS=elsewhere");
        try (FakeServer server =
                        new FakeServer(client -> client.getInputStream().transferTo(client.getOutputStream()));
                ClientProcess clients = new ClientProcess(server.echo(), 1, 64, 1)) {
            assertThat(clients.run(TimeUnit.MILLISECONDS.toNanos(1)).answers()).isPositive();
        } finally {
            System.clearProperty(ClientProcess.STARTED_BY);
        }
    }

    @Test
    void oneThatIsNotThereIsNamed() {
        System.setProperty(ClientProcess.STARTED_BY, "no-such-program,other-host");
        try (FakeServer server = new FakeServer(client -> {})) {
            assertThatThrownBy(() -> new ClientProcess(server.echo(), 1, 64, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot start the process of the clients")
                    .hasMessageContaining("no-such-program");
        } finally {
            System.clearProperty(ClientProcess.STARTED_BY);
        }
    }

    @Test
    void anOverloadIsToldFromAFailure() {
        try (FakeServer silent =
                        new FakeServer(client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
                ClientProcess clients = new ClientProcess(silent.echo(), 1, 64, 1)) {
            assertThatThrownBy(() -> clients.run(new Schedule(3, 1_000, 1)))
                    .isInstanceOf(Overload.class)
                    .hasMessageStartingWith("overload: ");
        }
    }

    @Test
    void onlyRequestsCanBeSentFromAnotherProcess() {
        try (FakeServer server = new FakeServer(client -> {});
                ClientProcess clients = new ClientProcess(server.echo(), 1, 64, 1)) {
            assertThatThrownBy(() -> clients.run(new Schedule(1, 1, 1).withEach(1, () -> {})))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nothing can be done besides");
        }
    }
}
