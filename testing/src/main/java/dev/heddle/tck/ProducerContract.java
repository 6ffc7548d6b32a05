package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.Transport;
import dev.heddle.net.WriteBufferLimits;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section P of the contract: producers, and the transports that they write to. */
public abstract class ProducerContract extends ReactorContract {

    private static final int HIGH_BYTES = WriteBufferLimits.defaults().highBytes();

    private RecordingProtocol server;
    private Peer peer;

    /** For subclasses. */
    protected ProducerContract() {}

    @BeforeEach
    final void connect() throws Exception {
        start();
        server = recording("server");
        peer = peerOf(server);
        journal.await("server made");
    }

    private Transport transport() {
        return server.transport();
    }

    private RecordingProducer.Push push() {
        return new RecordingProducer.Push(journal, "push");
    }

    private RecordingProducer.Pull pull() {
        return new RecordingProducer.Pull(journal, "pull");
    }

    // P1: registering.

    @Clause("P1")
    @DisplayName("P1: a second producer is refused while there is one, and the first one stays")
    void oneProducerAtATime() throws Exception {
        doInTurn(() -> {
            transport().registerProducer(push());
            assertThatIllegalStateException()
                    .isThrownBy(() -> transport().registerProducer(pull()))
                    .withMessageContaining("pull")
                    .withMessageContaining("push");
            transport().abortConnection();
        });

        server.awaitLost();
        assertThat(journal.lines()).containsExactly("server made", "push stop", "server lost");
    }

    @Clause("P1")
    @DisplayName("P1: after unregistering there is room for another, and the first hears no more")
    void unregisteringMakesRoom() throws Exception {
        doInTurn(() -> {
            transport().registerProducer(push());
            transport().unregisterProducer();
            transport().unregisterProducer();
            transport().registerProducer(pull());
            transport().abortConnection();
        });

        server.awaitLost();
        assertThat(journal.lines()).containsExactly("server made", "pull resume", "pull stop", "server lost");
    }

    @Clause("P1")
    @DisplayName("P1: registering with a lost or closing connection calls stopProducing at once, and only that")
    void registeringTooLate() throws Exception {
        doInTurn(() -> {
            transport().loseConnection();
            transport().registerProducer(push());
            journal.add("registered while closing");
        });
        peer.close();
        server.awaitLost();
        doInTurn(() -> {
            transport().registerProducer(pull());
            journal.add("registered when lost");
        });

        settle();
        assertThat(journal.lines())
                .containsExactly(
                        "server made",
                        "push stop",
                        "registered while closing",
                        "server lost",
                        "pull stop",
                        "registered when lost",
                        "settled");
    }

    // P2: pull producers.

    @Clause("P2")
    @DisplayName("P2: a pull producer is asked while it registers, and again each time that all was sent")
    void pullProducerIsAsked() throws Exception {
        RecordingProducer.Pull pull = pull();
        pull.setWhenResumed(() -> {
            server.write(String.valueOf(journal.count("pull resume")));
            if (journal.count("pull resume") == 5) {
                transport().unregisterProducer();
            }
        });

        doInTurn(() -> {
            transport().registerProducer(pull);
            journal.add("registered");
        });

        assertThat(peer.receive(5)).isEqualTo("12345");
        settle();
        assertThat(journal.lines())
                .containsExactly(
                        "server made",
                        "pull resume",
                        "registered",
                        "pull resume",
                        "pull resume",
                        "pull resume",
                        "pull resume",
                        "settled");
    }

    @Clause("P2")
    @DisplayName("P2: a pull producer is not asked while what it wrote waits for the peer")
    void pullProducerWaitsForThePeer() throws Exception {
        RecordingProducer.Pull pull = pull().whenResumed(() -> transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));

        doInTurn(() -> transport().registerProducer(pull));
        settle();
        assertThat(journal.count("pull resume")).isEqualTo(1);
        peer.receiveBytes(MORE_THAN_BUFFERS_HOLD);

        harness.await("the second time", () -> journal.count("pull resume") == 2);
    }

    @Clause("P2")
    @DisplayName("P2: a pull producer that wrote nothing is not asked again until something was written")
    void idlePullProducerIsLeftAlone() throws Exception {
        doInTurn(() -> transport().registerProducer(pull()));
        settle();
        settle();
        assertThat(journal.count("pull resume")).isEqualTo(1);

        doInTurn(() -> server.write("late"));

        assertThat(peer.receive(4)).isEqualTo("late");
        harness.await("the second time", () -> journal.count("pull resume") == 2);
        settle();
        assertThat(journal.count("pull resume")).isEqualTo(2);
    }

    // P3: push producers.

    @Clause("P3")
    @DisplayName("P3: as much as the high-water mark does not pause; one byte more does, in a later turn")
    void highWaterMarkIsExact() throws Exception {
        doInTurn(() -> {
            transport().registerProducer(push());
            transport().write(new byte[HIGH_BYTES]);
        });
        peer.receiveBytes(HIGH_BYTES);
        settle();
        assertThat(journal.lines()).containsExactly("server made", "settled");

        doInTurn(() -> {
            transport().write(new byte[HIGH_BYTES + 1]);
            journal.add("still in the turn");
        });
        peer.receiveBytes(HIGH_BYTES + 1);

        assertThat(journal.await("push resume"))
                .containsExactly("server made", "settled", "still in the turn", "push pause", "push resume");
    }

    @Clause("P3")
    @DisplayName("P3: a producer is paused once for each crossing, and resumed once when the peer has caught up")
    void oncePerCrossing() throws Exception {
        doInTurn(() -> transport().registerProducer(push()));

        for (int crossing = 1; crossing <= 3; crossing++) {
            doInTurn(() -> transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));
            doInTurn(() -> transport().write(new byte[MORE_THAN_BUFFERS_HOLD]));
            settle();
            assertThat(journal.count("push pause")).isEqualTo(crossing);
            assertThat(journal.count("push resume")).isEqualTo(crossing - 1);
            peer.receiveBytes(MORE_THAN_BUFFERS_HOLD);
            settle();
            assertThat(journal.count("push resume")).isEqualTo(crossing - 1);
            peer.receiveBytes(MORE_THAN_BUFFERS_HOLD);
            int expected = crossing;
            harness.await("the resume", () -> journal.count("push resume") == expected);
            settle();
            assertThat(journal.count("push resume")).isEqualTo(crossing);
        }
    }

    @Clause("P3")
    @DisplayName("P3: a producer that registers when there is too much already is paused first")
    void pausedFromTheBeginning() throws Exception {
        doInTurn(() -> {
            transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            transport().registerProducer(push());
        });
        settle();
        assertThat(journal.lines()).containsExactly("server made", "push pause", "settled");

        peer.receiveBytes(MORE_THAN_BUFFERS_HOLD);
        journal.await("push resume");
    }

    // P4: closing.

    @Clause("P4")
    @DisplayName("P4: loseConnection waits for a push producer to unregister, and delivers what it writes until then")
    void closingWaitsForAPushProducer() throws Exception {
        doInTurn(() -> {
            transport().registerProducer(push());
            server.write("one ");
            transport().loseConnection();
        });
        assertThat(peer.receive(4)).isEqualTo("one ");
        settle();
        doInTurn(() -> server.write("two "));
        assertThat(peer.receive(4)).isEqualTo("two ");
        doInTurn(() -> server.write("three"));
        assertThat(peer.receive(5)).isEqualTo("three");
        doInTurn(() -> {
            transport().unregisterProducer();
            server.write("dropped");
        });

        assertThat(peer.receiveToEnd()).isEmpty();
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines()).containsExactly("server made", "settled", "server lost");
    }

    @Clause("P4")
    @DisplayName("P4: loseConnection waits for a pull producer, which goes on being asked")
    void closingWaitsForAPullProducer() throws Exception {
        RecordingProducer.Pull pull = pull();
        pull.setWhenResumed(() -> {
            server.write(String.valueOf(journal.count("pull resume")));
            if (journal.count("pull resume") == 3) {
                transport().unregisterProducer();
            }
        });

        doInTurn(() -> {
            transport().registerProducer(pull);
            transport().loseConnection();
        });

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("123");
        peer.close();
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
    }

    @Clause({"P4", "H1"})
    @DisplayName("P4: loseWriteConnection waits for a producer, too")
    void endingOurHalfWaits() throws Exception {
        doInTurn(() -> {
            transport().registerProducer(push());
            transport().loseWriteConnection();
        });
        settle();
        doInTurn(() -> {
            server.write("last");
            transport().unregisterProducer();
        });

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("last");
        peer.send("reading goes on");
        journal.await("server data reading goes on");
    }

    // P5: the loss.

    @Clause("P5")
    @DisplayName("P5: on a reset by the peer stopProducing comes before connectionLost, once")
    void stopsBeforeTheLoss() throws Exception {
        doInTurn(() -> transport().registerProducer(push()));

        peer.reset();

        server.awaitLost();
        settle();
        assertThat(journal.lines()).containsExactly("server made", "push stop", "server lost", "settled");
    }

    @Clause("P5")
    @DisplayName("P5: the peer's end stops the producer, and what it wrote by then is delivered")
    void stopsWhenThePeerEnds() throws Exception {
        doInTurn(() -> {
            transport().registerProducer(push());
            server.write("bye");
        });

        peer.shutdownOutput();

        assertThat(new String(peer.receiveToEnd(), StandardCharsets.UTF_8)).isEqualTo("bye");
        assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
        assertThat(journal.lines()).containsExactly("server made", "push stop", "server lost");
    }

    @Clause("P5")
    @DisplayName("P5: the stop of the reactor stops producers, a paused one, too")
    void stopsWithTheReactor() throws Exception {
        doInTurn(() -> {
            transport().registerProducer(push());
            transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
        });
        journal.await("push pause");

        reactor.close();

        assertThat(journal.lines()).containsExactly("server made", "push pause", "push stop", "server lost");
    }

    @Clause({"P5", "S7"})
    @DisplayName("P5: a producer that throws aborts its connection, as a protocol does, and is stopped")
    void producerMayThrow() throws Exception {
        RuntimeException mistake = new RuntimeException("a mistake of the producer's");
        try (LogCapture log = new LogCapture(harness)) {
            doInTurn(() -> transport().registerProducer(pull().whenResumed(() -> {
                throw mistake;
            })));

            assertThat(server.awaitLost()).isEqualTo(new ProtocolFailed(mistake));
            assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
            assertThat(log.thrown()).containsOnlyOnce(mistake);
            assertThat(journal.lines()).containsExactly("server made", "pull resume", "pull stop", "server lost");
        }
    }

    @Clause({"P5", "S7"})
    @DisplayName("P5: so does one that throws later, in a turn of its own")
    void producerMayThrowLater() throws Exception {
        RuntimeException mistake = new RuntimeException("a mistake of the producer's");
        try (LogCapture log = new LogCapture(harness)) {
            RecordingProducer.Pull pull = pull();
            doInTurn(() -> {
                transport().registerProducer(pull);
                pull.setWhenResumed(() -> {
                    throw mistake;
                });
                server.write("all of this is sent");
            });

            assertThat(server.awaitLost()).isEqualTo(new ProtocolFailed(mistake));
            assertThat(log.thrown()).containsOnlyOnce(mistake);
            assertThat(journal.lines())
                    .containsExactly("server made", "pull resume", "pull resume", "pull stop", "server lost");
        }
    }
}
