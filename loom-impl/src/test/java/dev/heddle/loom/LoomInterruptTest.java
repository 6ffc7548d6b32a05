package dev.heddle.loom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.tck.Peer;
import dev.heddle.tck.SocketHarness;
import dev.heddle.testing.WaitLimit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the JDK does to a channel whose thread is interrupted, and what becomes of the connection. */
class LoomInterruptTest {

    private final CompletableFuture<Thread> served = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> lost = new CompletableFuture<>();

    @Test
    @DisplayName("M7: a connection whose own thread is interrupted while it reads is lost, and told so; others go on")
    void losesOneConnection() throws Exception {
        try (SocketHarness harness = new SocketHarness(new LoomReactorProvider())) {
            Reactor reactor = harness.newReactor(ReactorOptions.defaults());
            reactor.start();
            ListenOptions loopback = ListenOptions.defaults().withBindAddress(InetAddress.getLoopbackAddress());
            InetSocketAddress address = reactor.blockingCallFromThread(
                            () -> reactor.listenTcp(0, Factory.of(Noting::new), loopback))
                    .address();
            Peer bystander = harness.connectPeer(address);
            bystander.send("x");
            assertThat(bystander.receive(1)).isEqualTo("x");
            Peer peer = harness.connectPeer(address);
            peer.send("interrupted");
            Thread thread = served.get(WaitLimit.get().toMillis(), TimeUnit.MILLISECONDS);
            assertThat(peer.receive("interrupted".length())).isEqualTo("interrupted");

            interruptUntilLost(thread);

            assertThat(lost.join())
                    .isInstanceOfSatisfying(
                            ConnectionLost.class,
                            reason -> assertThat(reason.cause()).isInstanceOf(ClosedByInterruptException.class));
            bystander.send("y");
            assertThat(bystander.receive(1)).isEqualTo("y");
        }
    }

    /** An interrupt that comes while a callback ends is cleared with it. */
    private void interruptUntilLost(Thread thread) throws Exception {
        long deadline = System.nanoTime() + WaitLimit.get().toNanos();
        while (!lost.isDone() && System.nanoTime() - deadline < 0) {
            thread.interrupt();
            Thread.onSpinWait();
        }
        lost.get(0, TimeUnit.SECONDS);
    }

    /** Echoes, and keeps the thread of a longer message. */
    private final class Noting extends Protocol {

        @Override
        public void dataReceived(ByteBuffer bytes) {
            if (bytes.remaining() > 1) {
                served.complete(Thread.currentThread());
            }
            transport().write(bytes);
        }

        @Override
        public void connectionLost(CloseReason reason) {
            lost.complete(reason);
        }
    }
}
