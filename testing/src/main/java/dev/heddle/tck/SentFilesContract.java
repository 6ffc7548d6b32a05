package dev.heddle.tck;

import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.Transport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of files share: a connection, at its other end a peer, and files to be sent. */
abstract class SentFilesContract extends ReactorContract {

    @TempDir
    Path folder;

    RecordingProtocol server;
    Peer peer;

    /** For subclasses. */
    SentFilesContract() {}

    /** However long a peer takes, it is waited for. */
    @BeforeEach
    final void connect() throws Exception {
        start(ReactorOptions.defaults().withLingerLimit(NEVER));
        server = recording("server");
        peer = peerOf(server);
        journal.await("server made");
    }

    final Transport transport() {
        return server.transport();
    }

    /** Notes {@code name}, or the type of the failure behind it. */
    final void note(String name, Deferred<?> deferred) {
        deferred.addConsumer(value -> journal.add(name))
                .addErrorConsumer(failure ->
                        journal.add(name + " " + failure.getCause().getClass().getSimpleName()));
    }

    static byte[] noise(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    final Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "sent", ""), content);
    }

    final FileChannel open(byte[] content) throws IOException {
        return FileChannel.open(file(content), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
