package dev.heddle.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.ConnectionClosedException;
import dev.heddle.net.Factory;
import dev.heddle.net.FileRegion;
import dev.heddle.net.FileTransferException;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.WriteBufferLimits;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section B of the contract: when all is with the kernel, and files. */
public abstract class TransferContract extends SentFilesContract {

    /** For subclasses. */
    protected TransferContract() {}

    // B9: flushed.

    @Clause("B9")
    @DisplayName("B9: flushed fires in a later turn, when what was written is with the kernel, and at once where it is")
    void flushedFires() throws Exception {
        doInTurn(() -> {
            server.write("all of this");
            note("flushed", transport().flushed());
            reactor.callFromThread(() -> journal.add("posted before"));
            journal.add("returned");
        });
        journal.await("flushed");
        assertThat(peer.receive(11)).isEqualTo("all of this");

        doInTurn(() -> {
            note("flushed already", transport().flushed());
            journal.add("returned again");
        });
        assertThat(journal.lines())
                .containsExactly(
                        "server made", "returned", "posted before", "flushed", "flushed already", "returned again");
    }

    @Clause("B9")
    @DisplayName("B9: it does not fire before the kernel took the last byte, and those who wait are told in order")
    void flushedWaitsForThePeer() throws Exception {
        doInTurn(() -> {
            transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            note("first", transport().flushed());
            note("also first", transport().flushed());
            server.write("x");
            note("second", transport().flushed());
        });
        settle();
        assertThat(journal.lines()).containsExactly("server made", "settled");

        peer.receiveBytes(MORE_THAN_BUFFERS_HOLD + 1);

        assertThat(journal.await("second")).containsExactly("server made", "settled", "first", "also first", "second");
    }

    @Clause("B9")
    @DisplayName(
            "B9: it fails with the reason if the connection is lost first, before connectionLost, and after it at once")
    void flushedFailsOnLoss() throws Exception {
        Deferred<@Nullable Void> waiting = inTurn(() -> {
            transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            return transport().flushed();
        });
        doInTurn(() -> {
            waiting.addErrback(failure -> {
                ConnectionClosedException closed = (ConnectionClosedException) failure.getCause();
                journal.add("failed with " + closed.reason());
                return null;
            });
            transport().abortConnection();
        });
        server.awaitLost();
        doInTurn(() -> note("flushed", transport().flushed()));

        assertThat(journal.lines())
                .containsExactly(
                        "server made",
                        "failed with " + new ConnectionAborted(),
                        "server lost",
                        "flushed ConnectionClosedException");
    }

    @Clause("B9")
    @DisplayName("B9: cancelling it, from anywhere, only stops the waiting")
    void flushedCanBeCancelled() throws Exception {
        Deferred<@Nullable Void> waiting = inTurn(() -> {
            transport().write(new byte[MORE_THAN_BUFFERS_HOLD]);
            Deferred<@Nullable Void> flushed = transport().flushed();
            note("flushed", flushed);
            return flushed;
        });

        waiting.cancel();

        journal.await("flushed CancellationException");
        peer.receiveBytes(MORE_THAN_BUFFERS_HOLD);
        peer.send("still here");
        journal.await("server data still here");
        settle();
        assertThat(journal.lines())
                .containsExactly("server made", "flushed CancellationException", "server data still here", "settled");
    }

    // B10: files.

    @Clause("B10")
    @DisplayName(
            "B10: files go out in order with what is written before, between and after them, and closing waits for all")
    void filesAreSentInOrder() throws Exception {
        byte[] content = noise(1_000_000);
        try (FileChannel file = open(content)) {
            doInTurn(() -> {
                server.write("head ");
                note("first", transport().sendFile(new FileRegion(file, 7, 900_000)));
                server.write(" between ");
                note("nothing", transport().sendFile(new FileRegion(file, 1_000_000, 0)));
                note("second", transport().sendFile(FileRegion.of(file)));
                server.write(" tail");
                note("flushed", transport().flushed());
                transport().loseConnection();
            });

            byte[] received = peer.receiveToEnd();
            assertThat(new String(received, 0, 5, UTF_8)).isEqualTo("head ");
            assertThat(Arrays.copyOfRange(received, 5, 900_005)).isEqualTo(Arrays.copyOfRange(content, 7, 900_007));
            assertThat(new String(received, 900_005, 9, UTF_8)).isEqualTo(" between ");
            assertThat(Arrays.copyOfRange(received, 900_014, 1_900_014)).isEqualTo(content);
            assertThat(new String(received, 1_900_014, received.length - 1_900_014, UTF_8))
                    .isEqualTo(" tail");
            peer.close();
            assertThat(server.awaitLost()).isEqualTo(new ConnectionDone());
            assertThat(journal.lines())
                    .containsExactly("server made", "first", "nothing", "second", "flushed", "server lost");
            assertThat(file.position()).isZero();
        }
    }

    @Clause("B10")
    @DisplayName(
            "B10: a file that the peer does not take waits, at no cost of the write buffer, and what comes is received")
    void filesWaitForThePeer() throws Exception {
        ListenOptions options = ListenOptions.defaults()
                .withBindAddress(SocketHarness.loopback())
                .withStream(StreamOptions.defaults()
                        .withWriteBuffer(WriteBufferLimits.defaults().withHardLimit(100_000)));
        RecordingProtocol strict = recording("strict");
        Peer slow = harness.connectPeer(inTurn(() -> reactor.listenTcp(0, Factory.of(() -> strict), options))
                .address());
        journal.await("strict made");
        byte[] content = noise(MORE_THAN_BUFFERS_HOLD);
        try (FileChannel file = open(content)) {
            doInTurn(() -> {
                strict.transport().registerProducer(new RecordingProducer.Push(journal, "push"));
                note("sent", strict.transport().sendFile(FileRegion.of(file)));
                strict.write("!");
            });
            slow.send("meanwhile");
            journal.await("strict data meanwhile");
            settle();
            assertThat(journal.lines())
                    .containsExactly("server made", "strict made", "strict data meanwhile", "settled");

            assertThat(slow.receiveBytes(content.length)).isEqualTo(content);
            assertThat(slow.receive(1)).isEqualTo("!");

            journal.await("sent");
        }
    }

    @Clause("B10")
    @DisplayName("B10: our half, and a connection whose peer has ended, end after the file")
    void halvesEndAfterFiles() throws Exception {
        byte[] content = noise(300_000);
        try (FileChannel file = open(content)) {
            doInTurn(() -> {
                note("sent", transport().sendFile(FileRegion.of(file)));
                transport().loseWriteConnection();
            });
            assertThat(peer.receiveToEnd()).isEqualTo(content);
            peer.close();
            server.awaitLost();
            RecordingProtocol polite = recording("polite");
            Peer other = peerOf(polite);
            journal.await("polite made");

            doInTurn(() -> note("sent, too", polite.transport().sendFile(FileRegion.of(file))));
            other.shutdownOutput();

            assertThat(other.receiveToEnd()).isEqualTo(content);
            assertThat(polite.awaitLost()).isEqualTo(new ConnectionDone());
            assertThat(journal.lines()).contains("sent", "sent, too");
        }
    }

    // B11: files that fail.

    @Clause("B11")
    @DisplayName("B11: a file that is shorter than what was to be sent resets the connection, and both say why")
    void filesMayBeTooShort() throws Exception {
        try (FileChannel file = open(noise(500_000))) {
            FileRegion region = new FileRegion(file, 0, 500_001);
            doInTurn(() -> note("sent", transport().sendFile(region)));

            assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);

            ConnectionLost reason = (ConnectionLost) server.awaitLost();
            assertThat(reason.cause())
                    .isInstanceOf(FileTransferException.class)
                    .hasMessageContaining("0 to 500001")
                    .hasCauseInstanceOf(EOFException.class);
            assertThat(journal.lines()).containsExactly("server made", "sent FileTransferException", "server lost");
        }
    }

    @Clause("B11")
    @DisplayName("B11: so does one that is closed too early")
    void filesMayBeClosed() throws Exception {
        FileChannel file = open(noise(MORE_THAN_BUFFERS_HOLD));
        doInTurn(() -> note("sent", transport().sendFile(FileRegion.of(file))));
        peer.receiveBytes(100_000);

        file.close();

        assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
        assertThat(((ConnectionLost) server.awaitLost()).cause()).isInstanceOf(FileTransferException.class);
        assertThat(journal.lines()).containsExactly("server made", "sent FileTransferException", "server lost");
    }

    @Clause("B11")
    @DisplayName("B11: cancelling aborts the connection, so that the peer does not take a part for the whole")
    void sendingCanBeCancelled() throws Exception {
        try (FileChannel file = open(noise(MORE_THAN_BUFFERS_HOLD))) {
            Deferred<@Nullable Void> sent = inTurn(() -> transport().sendFile(FileRegion.of(file)));
            doInTurn(() -> note("sent", sent));
            peer.receiveBytes(1);

            sent.cancel();

            assertThatThrownBy(peer::receiveToEnd).isInstanceOf(UncheckedIOException.class);
            assertThat(server.awaitLost()).isEqualTo(new ConnectionAborted());
            assertThat(journal.lines()).containsExactly("server made", "sent CancellationException", "server lost");
        }
    }

    @Clause("B11")
    @DisplayName(
            "B11: on the loss of the connection sending fails with the reason, and on one that takes no more at once")
    void sendingFailsOnLoss() throws Exception {
        try (FileChannel file = open(noise(MORE_THAN_BUFFERS_HOLD))) {
            doInTurn(() -> {
                note("sent", transport().sendFile(FileRegion.of(file)));
                note("flushed", transport().flushed());
                transport().loseConnection();
                note("too late", transport().sendFile(FileRegion.of(file)));
            });

            peer.reset();

            assertThat(server.awaitLost()).isInstanceOf(ConnectionLost.class);
            doInTurn(() -> note("much too late", transport().sendFile(FileRegion.of(file))));
            assertThat(journal.lines())
                    .containsExactly(
                            "server made",
                            "too late ConnectionClosedException",
                            "sent ConnectionClosedException",
                            "flushed ConnectionClosedException",
                            "server lost",
                            "much too late ConnectionClosedException");
        }
    }
}
