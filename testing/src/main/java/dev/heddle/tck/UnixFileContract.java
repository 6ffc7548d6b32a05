package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.ReactorOptions;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.Factory;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.PrivateDirectory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

/** Section I of the contract: the files of UNIX sockets, where there are such. */
public abstract class UnixFileContract extends ReactorContract {

    /** For subclasses. */
    protected UnixFileContract() {}

    @BeforeEach
    final void needFiles() {
        assumeTrue(harness.hasFiles(), "the UNIX sockets of this backend have no files");
    }

    /** Leaves behind what a server does that was killed. */
    private static void leaveStaleSocket(Path path) throws Exception {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
    }

    private RecordingFactory server() {
        return new RecordingFactory(journal, "factory", () -> recording("server"));
    }

    private void assertCannotListen(Path path, String why) throws Exception {
        doInTurn(() -> assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> reactor.listenUnix(path, server()))
                .withMessageContaining(path.toString())
                .withMessageContaining(why));
    }

    private ListeningPort listenAt(Path path) throws Exception {
        return inTurn(() -> reactor.listenUnix(path, server()));
    }

    private void stopAndWait(ListeningPort port) throws Exception {
        doInTurn(() -> port.stopListening().addConsumer(nothing -> journal.add("port closed")));
        journal.await("port closed");
    }

    @Clause("I2")
    @DisplayName("I2: the file of a server that is gone is replaced, and nothing else is left beside it")
    void replacesAStaleFile() throws Exception {
        start();
        Path path = harness.freePath();
        leaveStaleSocket(path);

        listenAt(path);

        harness.connectPeer(path);
        journal.await("server made");
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Clause("I2")
    @DisplayName("I2: a server that answers is refused to others, though nobody serves its connections yet")
    void leavesALiveServerAlone() throws Exception {
        start();
        Path path = harness.freePath();
        PeerAcceptor first = harness.listenPeer(path);

        assertCannotListen(path, "a server answers there");

        harness.connectPeer(path).send("abc");
        first.accept(); // what the second one tried
        assertThat(first.accept().receive(3)).isEqualTo("abc");
    }

    @Clause("I2")
    @DisplayName("I2: a file, a directory and a link, also one to a stale socket, are left as they are")
    void leavesOtherFilesAlone() throws Exception {
        start();
        Path file = Files.writeString(harness.freePath(), "precious");
        Path directory = Files.createDirectory(harness.freePath());
        Path stale = harness.freePath();
        leaveStaleSocket(stale);
        Path link = Files.createSymbolicLink(harness.freePath(), stale);

        assertCannotListen(file, "no socket");
        assertCannotListen(directory, "no socket");
        assertCannotListen(link, "no socket");

        assertThat(file).hasContent("precious");
        assertThat(directory).isDirectory();
        assertThat(link).isSymbolicLink();
        assertThat(stale).exists();
        assertThat(journal.lines()).isEmpty();
    }

    @Clause("I2")
    @DisplayName("I2: a directory that is not there is told with the path")
    void tellsOfAMissingDirectory() throws Exception {
        start();

        assertCannotListen(harness.freePath().resolve("socket"), "No such file or directory");
    }

    @Clause("I3")
    @DisplayName("I3: the file is gone when stopListening's Deferred fires")
    void removesTheFile() throws Exception {
        start();
        Path path = harness.freePath();
        ListeningPort port = listenAt(path);
        assertThat(path).exists();

        doInTurn(() -> port.stopListening()
                .addConsumer(nothing -> journal.add(Files.exists(path) ? "still there" : "removed")));

        journal.await("removed");
    }

    @Clause("I3")
    @DisplayName("I3: the file is gone when the reactor has stopped, or was closed without having run")
    void removesTheFileAtTheStop() throws Exception {
        Path path = harness.freePath();
        Path unused = harness.freePath();
        var neverRun = harness.newReactor(ReactorOptions.defaults());
        neverRun.listenUnix(unused, server());
        start();
        listenAt(path);

        reactor.close();
        neverRun.close();

        assertThat(path).doesNotExist();
        assertThat(unused).doesNotExist();
    }

    @Clause("I3")
    @DisplayName("I3: a file that is not the port's own any more is left to its owner")
    void leavesTheFileOfAnother() throws Exception {
        start();
        Path path = harness.freePath();
        ListeningPort port = listenAt(path);
        Files.delete(path);
        PeerAcceptor successor = harness.listenPeer(path);

        stopAndWait(port);

        harness.connectPeer(path).send("abc");
        assertThat(successor.accept().receive(3)).isEqualTo("abc");
    }

    @Clause("I3")
    @DisplayName("I3: a file that somebody else removed does not keep the port from closing")
    void closesWithoutItsFile() throws Exception {
        start();
        Path path = harness.freePath();
        ListeningPort port = listenAt(path);
        Files.delete(path);

        stopAndWait(port);

        assertThat(path).doesNotExist();
    }

    @Clause("I5")
    @DisplayName("I5: where nobody listens any more, and at a file that is no socket, a connection is refused")
    void refusedByAStaleFile() throws Exception {
        start();
        Path stale = harness.freePath();
        leaveStaleSocket(stale);
        Path file = Files.writeString(harness.freePath(), "no socket");

        assertRefused(stale);
        assertRefused(file);
    }

    private void assertRefused(Path path) throws Exception {
        assertThat(failureOf(path))
                .isInstanceOf(ConnectFailedException.Refused.class)
                .hasMessageContaining(path.toString());
    }

    private ConnectFailedException failureOf(Path path) throws Exception {
        RecordingFactory factory = new RecordingFactory(new Journal(harness), "factory", () -> recording("client"));
        inTurn(() -> reactor.connectUnix(path, factory));
        return factory.awaitFailure();
    }

    @Clause("I5")
    @DisplayName("I5: where as many wait as may, a connection is refused, and one made before is served")
    void refusedByAFullBacklog() throws Exception {
        start();
        Path path = harness.freePath();
        try (ServerSocketChannel full = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            full.bind(UnixDomainSocketAddress.of(path), 1);
            List<RecordingFactory> attempts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "factory" + i;
                RecordingFactory factory = new RecordingFactory(
                        journal, name, () -> recording("client").whenMade(made -> made.write("abc")));
                attempts.add(factory);
                inTurn(() -> reactor.connectUnix(path, factory));
                harness.await(
                        "what comes of it",
                        () -> journal.count(name + " built") + journal.count(name + " failed") == 1);
            }

            assertThat(attempts.getLast().awaitFailure()).isInstanceOf(ConnectFailedException.Refused.class);
            assertThat(new ChannelPeer(full.accept()).receive(3)).isEqualTo("abc");
        }
    }

    @Clause("I5")
    @DisplayName("I5: a path that is too long is told with its length, both ways")
    void tellsOfALongPath() throws Exception {
        start();
        Path path = harness.freePath().resolveSibling("x".repeat(200));
        String length = path.toString().length() + " bytes";

        assertCannotListen(path, length);

        assertThat(failureOf(path)).hasMessageContaining(path.toString()).hasMessageContaining(length);
    }

    @Clause("I6")
    @DisplayName("I6: a private directory is made with mode 0700, and taken again; a server in it can be reached")
    void makesAPrivateDirectory() throws Exception {
        start();
        Path directory = harness.freePath();

        assertThat(PrivateDirectory.at(directory)).isEqualTo(directory);
        assertThat(PrivateDirectory.at(directory)).isEqualTo(directory);

        assertThat(Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(directory).isEmptyDirectory();
        Path path = directory.resolve("socket");
        ListeningPort port = inTurn(() -> reactor.listenUnix(path, Factory.of(() -> recording("server"))));
        harness.connectPeer(path);
        journal.await("server made");
        stopAndWait(port);
    }

    @Clause("I6")
    @DisplayName("I6: a directory that others may enter or read, a file, and a link are refused, and say why")
    void refusesWhatIsNotPrivate() throws Exception {
        Path open = Files.createDirectory(harness.freePath());
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx--x---"));
        Path file = Files.createFile(harness.freePath());
        Path directory = PrivateDirectory.at(harness.freePath());
        Path link = Files.createSymbolicLink(harness.freePath(), directory);

        assertThatIOException()
                .isThrownBy(() -> PrivateDirectory.at(open))
                .withMessageContaining(open.toString())
                .withMessageContaining("rwx--x---");
        assertThatIOException().isThrownBy(() -> PrivateDirectory.at(file)).withMessageContaining("no directory");
        assertThatIOException().isThrownBy(() -> PrivateDirectory.at(link)).withMessageContaining("no directory");
    }
}
