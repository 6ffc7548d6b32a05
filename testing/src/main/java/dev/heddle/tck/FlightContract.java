package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.ReactorGroup;
import dev.heddle.ReactorOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.TcpListeningPort;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** What Java Flight Recorder is told (R11). */
public abstract class FlightContract extends ReactorContract {

    private final Recording recording = new Recording();

    /** For subclasses. */
    protected FlightContract() {}

    @BeforeEach
    final void record() {
        for (String event : List.of("Turn", "Lag", "Task", "Connection")) {
            recording.enable("dev.heddle." + event).withoutThreshold();
        }
        recording.start();
        start();
    }

    @AfterEach
    final void stopRecording() {
        recording.close();
    }

    /** The events of that kind, when the reactor has been closed. */
    private List<RecordedEvent> recorded(String name) throws IOException {
        reactor.close();
        recording.stop();
        Path file = Files.createTempFile("heddle", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals("dev.heddle." + name))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isOf(Class<?> callback, RecordedEvent turn) {
        return callback.getName().equals(turn.getClass("callback").getName());
    }

    /** A callback with a name. */
    private record Noting(Journal journal) implements Runnable {
        @Override
        public void run() {
            journal.add("ran");
        }
    }

    @Clause("R11")
    @DisplayName("R11: a turn is told of with the class of its callback; of a timed call, that of its function")
    void turns() throws Exception {
        Noting callback = new Noting(journal);
        doInTurn(() -> reactor.callLater(Duration.ZERO, callback));
        reactor.callFromThread(callback);
        journal.await(2);

        assertThat(recorded("Turn"))
                .filteredOn(turn -> isOf(Noting.class, turn))
                .hasSize(2)
                .allSatisfy(turn -> {
                    assertThat(turn.getLong("reactor")).isPositive();
                    assertThat(turn.getDuration()).isPositive();
                });
    }

    @Clause("R11")
    @DisplayName("R11: so is one that an event of a connection brought, with the class of the protocol")
    void turnsOfConnections() throws Exception {
        RecordingProtocol server = recording("server");
        peerOf(server).close();
        journal.await("server lost");

        assertThat(recorded("Turn")).anyMatch(turn -> isOf(RecordingProtocol.class, turn));
    }

    @Clause({"R11", "G2"})
    @DisplayName("R11: so is the first of a connection in a group, once, with the class of the factory")
    void turnsOfConnectionsInGroups() throws Exception {
        ReactorGroup group = ReactorGroup.of(
                List.of(harness.newReactor(ReactorOptions.defaults()), harness.newReactor(ReactorOptions.defaults())));
        ListenOptions options = ListenOptions.defaults().withBindAddress(SocketHarness.loopback());
        TcpListeningPort port = group.listenTcp(0, new Making(journal), options);
        group.start();
        harness.connectPeer(port.address());
        harness.connectPeer(port.address());
        harness.await("both", () -> journal.count("server made") == 2);
        group.close();

        Map<Long, Long> counts = recorded("Turn").stream()
                .filter(turn -> isOf(Making.class, turn))
                .collect(Collectors.groupingBy(turn -> turn.getLong("reactor"), Collectors.counting()));

        assertThat(counts.values()).hasSize(2).contains(1L); // the other one's port has an end, too
    }

    /** A factory with a name. */
    private record Making(Journal journal) implements Factory {
        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            return new RecordingProtocol(journal, "server");
        }
    }

    @Clause("R11")
    @DisplayName("R11: how late timed calls were is told")
    void lag() throws Exception {
        doInTurn(() -> callLater(Duration.ZERO, "called"));
        journal.await("called");

        assertThat(recorded("Lag"))
                .isNotEmpty()
                .allMatch(lag -> !lag.getDuration("lateness").isNegative());
    }

    private void callLater(Duration delay, String name) {
        reactor.callLater(delay, () -> journal.add(name));
    }

    @Clause("R11")
    @DisplayName("R11: a task is told of when it has ended, and whether it failed")
    void tasks() throws Exception {
        run(new Body(journal, false));
        run(new Body(journal, true));

        assertThat(recorded("Task")).extracting(FlightContract::described).containsExactlyInAnyOrder("ok", "failed");
    }

    private static String described(RecordedEvent task) {
        assertThat(task.getString("task")).contains("Body[");
        return task.getBoolean("failed") ? "failed" : "ok";
    }

    private void run(Callable<String> body) throws Exception {
        int before = journal.count("body");
        doInTurn(() -> reactor.async(body).addErrorConsumer(failure -> {}));
        harness.await("the body", () -> journal.count("body") > before);
        settle();
    }

    private record Body(Journal journal, boolean fails) implements Callable<String> {
        @Override
        public String call() throws IOException {
            journal.add("body");
            if (fails) {
                throw new IOException("on purpose");
            }
            return "";
        }
    }

    @Clause("R11")
    @DisplayName("R11: a connection is told of when it has ended, with what it brought and took")
    void connections() throws Exception {
        RecordingProtocol server = recording("server");
        Peer peer = peerOf(server);
        peer.send("abc");
        journal.await("server data abc");
        doInTurn(() -> server.write("hello"));
        assertThat(peer.receive(5)).isEqualTo("hello");
        peer.close();
        journal.await("server lost");
        String remote = Objects.requireNonNull(server.transport().getPeer()).toString();

        assertThat(recorded("Connection")).hasSize(1).first().satisfies(connection -> {
            assertThat(connection.getLong("received")).isEqualTo(3);
            assertThat(connection.getLong("sent")).isEqualTo(5);
            assertThat(connection.getBoolean("reset")).isFalse();
            assertThat(remote).endsWith(Objects.requireNonNull(connection.getString("remote")));
        });
    }

    @Clause("R11")
    @DisplayName("R11: of one that was reset, that is told")
    void resets() throws Exception {
        RecordingProtocol server = recording("server");
        peerOf(server);
        journal.await("server made");
        doInTurn(() -> server.transport().abortConnection());
        journal.await("server lost");

        assertThat(recorded("Connection")).hasSize(1).allMatch(connection -> connection.getBoolean("reset"));
    }
}
