package dev.heddle.loom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.Protocol;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many threads it takes to send. */
class LoomWriterTest {

    private static final int MESSAGES = 100;
    private static final int MESSAGE_BYTES = 64 * 1024;

    @Test
    @DisplayName("messages that follow each other, each when the one before is sent, have one thread beside that which"
            + " reads")
    void oneWriterSendsAll() throws Exception {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Reactor reactor = new LoomReactorProvider().create(ReactorOptions.defaults())) {
            Sender sender = new Sender();
            reactor.start();
            reactor.callFromThread(() -> reactor.connectTcp(
                    port.getInetAddress().getHostAddress(), port.getLocalPort(), ClientFactory.of(() -> sender)));
            sender.connected.get(10, TimeUnit.SECONDS);
            reactor.callFromThread(() -> sender.send(MESSAGES));

            try (Socket peer = port.accept();
                    InputStream in = peer.getInputStream()) {
                peer.setSoTimeout(10_000);
                in.skipNBytes((long) MESSAGES * MESSAGE_BYTES);
            }

            sender.done.get(10, TimeUnit.SECONDS);
            assertThat(sender.threads).hasSizeLessThanOrEqualTo(2);
        }
    }

    private static final class Sender extends Protocol {

        private final CompletableFuture<Void> connected = new CompletableFuture<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        /** Those that told that a message was sent. */
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        @Override
        public void connectionMade() {
            connected.complete(null);
        }

        void send(int messages) {
            if (messages == 0) {
                done.complete(null);
                return;
            }
            transport().write(ByteBuffer.allocate(MESSAGE_BYTES));
            transport().flushed().addConsumer(sent -> {
                threads.add(Thread.currentThread());
                send(messages - 1);
            });
        }
    }
}
