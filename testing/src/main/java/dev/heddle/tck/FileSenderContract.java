package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.defer.Deferred;
import dev.heddle.net.FileRegion;
import dev.heddle.protocols.FileSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Section B of the contract: senders of files. */
public abstract class FileSenderContract extends SentFilesContract {

    /** Where Linux tells what is open in this JVM. */
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** For subclasses. */
    protected FileSenderContract() {}

    @Clause("B12")
    @DisplayName(
            "B12: FileSender opens a file, sends all of it, and closes it; one that is not there fails, and nothing"
                    + " else")
    void fileSenderOpens() throws Exception {
        byte[] content = noise(700_000);
        Path file = file(content);
        doInTurn(() -> note("missing", FileSender.send(reactor, folder.resolve("missing"), transport())));
        journal.await("missing NoSuchFileException");

        doInTurn(() -> FileSender.send(reactor, file, transport()).addConsumer(count -> {
            journal.add("sent " + count);
            transport().loseConnection();
        }));

        assertThat(peer.receiveToEnd()).isEqualTo(content);
        assertThat(journal.lines()).startsWith("server made", "missing NoSuchFileException", "sent 700000");
    }

    @Clause("B12")
    @DisplayName("B12: FileSender closes a file that it has opened for nobody, since it was cancelled meanwhile")
    void fileSenderClosesWhatItOpenedInVain() throws Exception {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "this system does not tell which files are open");
        Path file = file(noise(1_000));

        doInTurn(() -> {
            Deferred<Long> sending = FileSender.send(reactor, file, transport());
            note("sent", sending);
            harness.await("the file to be open", () -> isOpen(file));
            sending.cancel();
        });

        harness.await("the file to be closed", () -> !isOpen(file));
        assertThat(journal.lines()).containsExactly("server made", "sent CancellationException");
    }

    private static boolean isOpen(Path file) {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.anyMatch(each -> leadsTo(each, file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Clause("B12")
    @DisplayName("B12: as a producer it sends a region to any consumer, piece by piece as that asks, and unregisters")
    void fileSenderProduces() throws Exception {
        byte[] content = noise(MORE_THAN_BUFFERS_HOLD);
        try (FileChannel file = open(content)) {
            FileRegion region = new FileRegion(file, 1, content.length - 1L);
            doInTurn(() -> {
                note("sent", FileSender.beginFileTransfer(reactor, region, transport()));
                transport().loseConnection();
            });
            settle();
            assertThat(journal.lines()).containsExactly("server made", "settled");

            assertThat(peer.receiveToEnd()).isEqualTo(Arrays.copyOfRange(content, 1, content.length));

            journal.await("sent");
        }
    }

    @Clause("B12")
    @DisplayName("B12: it ends when the file is too short, when it is cancelled, and when the consumer takes no more")
    void fileSenderFails() throws Exception {
        try (FileChannel file = open(noise(MORE_THAN_BUFFERS_HOLD))) {
            doInTurn(() -> note(
                    "short", FileSender.beginFileTransfer(reactor, new FileRegion(file, file.size(), 1), transport())));
            journal.await("short EOFException");
            Deferred<@Nullable Void> cancelled =
                    inTurn(() -> FileSender.beginFileTransfer(reactor, FileRegion.of(file), transport()));
            doInTurn(() -> note("cancelled", cancelled));
            cancelled.cancel();
            journal.await("cancelled CancellationException");
            doInTurn(() -> {
                note("stopped", FileSender.beginFileTransfer(reactor, FileRegion.of(file), transport()));
                transport().abortConnection();
            });

            journal.await("stopped IOException");
            server.awaitLost();
            doInTurn(() -> note("late", FileSender.beginFileTransfer(reactor, FileRegion.of(file), transport())));
            assertThat(journal.lines()).endsWith("stopped IOException", "server lost", "late IOException");
        }
    }
}
