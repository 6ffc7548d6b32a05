package dev.heddle.loom;

import dev.heddle.tck.Place;
import dev.heddle.tck.Scenario;
import dev.heddle.tck.SocketHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one thread leaves to the others, where they share a carrier. */
class LoomPauseTest {

    private static final int BUSY_THREADS = 2;

    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    private static volatile boolean enough;

    @Test
    @DisplayName("M8: threads that never have to wait do not keep their carrier from one that waits for bytes")
    void busyThreadsLetOthersRun() throws Exception {
        try (SocketHarness harness = new SocketHarness(new LoomReactorProvider())) {
            harness.play(Place.ONE_CARRIER, BusyThreads.class);
        }
    }

    /** Two threads complete operations without end, and a third one waits for a byte. */
    public static final class BusyThreads extends Scenario {

        /** Made by its name. */
        public BusyThreads() {}

        @Override
        protected void play() throws Exception {
            try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket peer = new Socket(port.getInetAddress(), port.getLocalPort());
                    Socket connection = port.accept()) {
                CompletableFuture<Integer> read = new CompletableFuture<>();
                Thread reader = Thread.ofVirtual().start(() -> readByte(connection, read));
                while (reader.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < BUSY_THREADS; i++) {
                    Thread.ofVirtual().start(LoomPauseTest::completeOperations);
                }
                BEGUN.await();

                peer.getOutputStream().write(1);

                read.get(10, TimeUnit.SECONDS);
            } finally {
                enough = true;
            }
        }
    }

    private static void readByte(Socket connection, CompletableFuture<Integer> result) {
        try {
            result.complete(connection.getInputStream().read());
        } catch (IOException broken) {
            result.completeExceptionally(broken);
        }
    }

    private static void completeOperations() {
        BEGUN.countDown();
        for (int operations = 1; !enough; operations++) {
            LoomDriver.pauseAfter(operations);
        }
    }
}
