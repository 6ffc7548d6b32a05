package dev.heddle.testing;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.FileRegion;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Producer;
import dev.heddle.net.Protocol;
import dev.heddle.net.PullProducer;
import dev.heddle.net.PushProducer;
import dev.heddle.net.StreamOptions;
import dev.heddle.net.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection for one protocol alone: a test gives it bytes, cut as it likes, and reads what it wrote.
 *
 * {@snippet :
 * RecordingTransport transport = new RecordingTransport();
 * transport.connect(new Echo());
 * transport.deliver("hel", "lo\r\n");
 * assertThat(transport.takeText()).isEqualTo("hello\r\n");
 * transport.deliverEnd();
 * assertThat(transport.closeReason()).isEqualTo(new CloseReason.ConnectionDone());
 * }
 *
 * <p>It is no imitation: behind it is a real connection of a real reactor, in a {@link MemoryWorld} of its own that makes its
 * turns on the calling thread. So all that the contract says of transports holds (W1), and every method has returned only
 * when nothing is left to do at the present time. Time passes in {@link #pass} alone. There is nothing to close.
 *
 * <p>It is stricter than a connection in use where a mistake would otherwise go unnoticed (W2): what the protocol throws is
 * thrown here, too; and bytes that would be dropped, because the protocol wrote them after closing, or a producer that
 * unregisters without being registered, are an {@link IllegalStateException}, unless the transport is {@link #lenient}. The
 * buffer that a protocol was given is overwritten when it has returned.
 *
 * <p>To be used by one thread. The protocol's own methods may be called by the test as they are, without a turn.
 */
public final class RecordingTransport implements Transport {

    private final MemoryWorld world = MemoryWorld.stepped(0);
    private final Reactor reactor = world.newReactor(ReactorOptions.defaults().withStopAtExit(false));
    private final SocketAddress host;
    private final SocketAddress peer;
    private StreamOptions options = StreamOptions.defaults();
    private boolean lenient;
    private @Nullable RecordedProtocol protocol;
    private @Nullable MemoryPeer far;
    private @Nullable Producer producer;
    private boolean writeClosed;
    private boolean closed;
    private boolean aborted;
    private final RecordedBytes written = new RecordedBytes();
    private boolean peerReads = true;

    /** A transport between two addresses on the loopback interface. */
    public RecordingTransport() {
        this(new InetSocketAddress(MemoryHosts.loopback(), 7), new InetSocketAddress(MemoryHosts.loopback(), 54321));
    }

    /** A transport that tells these addresses. */
    public RecordingTransport(SocketAddress host, SocketAddress peer) {
        this.host = Objects.requireNonNull(host, "host");
        this.peer = Objects.requireNonNull(peer, "peer");
        reactor.start();
    }

    /** Has what would be dropped be dropped, as a connection in use does. Before {@link #connect}. */
    public RecordingTransport lenient() {
        lenient = true;
        return this;
    }

    /** Has the connection made with {@code options}. Before {@link #connect}. */
    public RecordingTransport withOptions(StreamOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        return this;
    }

    // What a test does.

    /** Gives {@code protocol} this transport, by way of {@code connectionMade}. Once. */
    public void connect(Protocol protocol) {
        connect(protocol, address -> protocol);
    }

    /** As {@link #connect(Protocol)}, with the factory that the protocol is told. */
    public void connect(Protocol protocol, Factory factory) {
        if (this.protocol != null) {
            throw new IllegalStateException(
                    "a RecordingTransport serves one protocol, and this one has " + this.protocol.served());
        }
        RecordedProtocol recorded = RecordedProtocol.of(this, protocol, factory);
        this.protocol = recorded;
        ListenOptions listening = ListenOptions.defaults().withStream(options);
        far = connectPeer(inTurn(() -> reactor.listenTcp(0, address -> recorded, listening))
                .address());
        afterwards();
    }

    private MemoryPeer connectPeer(InetSocketAddress port) {
        try {
            return MemoryPeer.connect(world, port);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Delivers each of {@code pieces} to the protocol, in a {@code dataReceived} of its own, unless it has paused. */
    public void deliver(byte[]... pieces) {
        for (byte[] piece : pieces) {
            far("deliver bytes").send(piece);
            afterwards();
        }
    }

    /** Delivers each of {@code pieces}, in UTF-8, in a {@code dataReceived} of its own. */
    public void deliver(String... pieces) {
        for (String piece : pieces) {
            deliver(piece.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Delivers {@code bytes} in pieces of one byte. */
    public void deliverByteByByte(byte[] bytes) {
        for (byte one : bytes) {
            deliver(new byte[] {one});
        }
    }

    /** Delivers the peer's end of stream. */
    public void deliverEnd() {
        far("deliver the end").shutdownOutput();
        afterwards();
    }

    /** Has the peer reset the connection. */
    public void reset() {
        far("reset").reset();
        afterwards();
    }

    /** Whether the peer takes what is written, as it does at first. One that does not fills the write buffer, in time. */
    public void setPeerReads(boolean peerReads) {
        this.peerReads = peerReads;
        afterwards();
    }

    /** Lets time pass, and all that is due happen. */
    public void pass(Duration duration) {
        world.pass(duration);
        afterwards();
    }

    /** The reactor of the connection, for a protocol that wants one for its timed calls. It is not to be closed. */
    public Reactor reactor() {
        return reactor;
    }

    // What a test asks.

    /** All that the peer has got, or, where it {@linkplain #setPeerReads does not read}, had got. */
    public byte[] written() {
        return written.all();
    }

    /** What the peer has got since the last call of this kind. */
    public byte[] take() {
        return written.take();
    }

    /** What the peer has got since the last call of this kind, in UTF-8. */
    public String takeText() {
        return new String(take(), StandardCharsets.UTF_8);
    }

    /** Whether our end of stream has come to the peer, after all that was written. */
    public boolean isEnded() {
        return written.isEnded();
    }

    /** Whether the connection was aborted here. */
    public boolean isAborted() {
        return aborted;
    }

    /** The producer that is registered; null if none is. */
    public @Nullable Producer producer() {
        return closeReason() == null ? producer : null;
    }

    /** With what {@code connectionLost} was called; null if it was not. */
    public @Nullable CloseReason closeReason() {
        return protocol == null ? null : protocol.closeReason();
    }

    // What the protocol does.

    @Override
    public void write(ByteBuffer bytes) {
        if (!lenient && bytes.hasRemaining() && isDropping()) {
            throw new IllegalStateException(bytes.remaining() + " bytes were written after "
                    + (closed ? "the connection was closed" : "loseWriteConnection")
                    + ", and would be dropped: write them before, or make the transport lenient()");
        }
        act("write", transport -> transport.write(bytes));
    }

    private boolean isDropping() {
        return closeReason() == null && producer == null && (closed || writeClosed);
    }

    @Override
    public Deferred<@Nullable Void> flushed() {
        return ask("flushed", Transport::flushed);
    }

    @Override
    public Deferred<@Nullable Void> sendFile(FileRegion region) {
        return ask("sendFile", transport -> transport.sendFile(region));
    }

    @Override
    public void registerProducer(PushProducer producer) {
        act("registerProducer", transport -> transport.registerProducer(remember(producer)));
    }

    @Override
    public void registerProducer(PullProducer producer) {
        act("registerProducer", transport -> transport.registerProducer(remember(producer)));
    }

    private <P extends Producer> P remember(P newcomer) {
        Objects.requireNonNull(newcomer, "producer");
        if (producer == null && !closed && !writeClosed && closeReason() == null) {
            producer = newcomer;
        }
        return newcomer;
    }

    @Override
    public void unregisterProducer() {
        if (!lenient && producer == null && !closed && !writeClosed && closeReason() == null) {
            throw new IllegalStateException("unregisterProducer was called, and no producer is registered");
        }
        producer = null;
        act("unregisterProducer", Transport::unregisterProducer);
    }

    @Override
    public void loseConnection() {
        closed = true;
        act("loseConnection", Transport::loseConnection);
    }

    @Override
    public void loseConnection(Duration limit) {
        act("loseConnection", transport -> transport.loseConnection(limit));
        closed = true;
    }

    @Override
    public void loseWriteConnection() {
        writeClosed = true;
        act("loseWriteConnection", Transport::loseWriteConnection);
    }

    @Override
    public void abortConnection() {
        aborted = closeReason() == null;
        closed = true;
        act("abortConnection", Transport::abortConnection);
    }

    @Override
    public void pauseReading() {
        act("pauseReading", Transport::pauseReading);
    }

    @Override
    public void resumeReading() {
        act("resumeReading", Transport::resumeReading);
    }

    @Override
    public boolean isReadingPaused() {
        return inTurn(() -> real("isReadingPaused").isReadingPaused());
    }

    @Override
    public void unread(ByteBuffer bytes) {
        act("unread", transport -> transport.unread(bytes));
    }

    @Override
    public boolean isDisconnecting() {
        return inTurn(() -> real("isDisconnecting").isDisconnecting());
    }

    @Override
    public SocketAddress getHost() {
        return host;
    }

    @Override
    public SocketAddress getPeer() {
        return peer;
    }

    // How.

    private void act(String call, Consumer<Transport> action) {
        boolean unused = ask(call, transport -> {
            action.accept(transport);
            return true;
        });
    }

    private <T> T ask(String call, Function<Transport, T> action) {
        boolean nested = reactor.isHeldByCurrentThread();
        T answer = inTurn(() -> action.apply(real(call)));
        if (!nested) {
            afterwards();
        }
        return answer;
    }

    private Transport real(String call) {
        if (protocol == null || protocol.isUnconnected()) {
            throw new IllegalStateException(call + " was called before connect(protocol): there is no connection yet");
        }
        return protocol.transport();
    }

    private MemoryPeer far(String action) {
        if (far == null) {
            throw new IllegalStateException("connect(protocol) first: there is no connection to " + action + " on");
        }
        if (closeReason() != null) {
            throw new IllegalStateException("cannot " + action + ": the connection is over, by " + closeReason());
        }
        return far;
    }

    /** Calls {@code action} in a turn: the present one, or one of its own. */
    private <T> T inTurn(Callable<T> action) {
        return RecordedTurns.call(reactor, action);
    }

    /** Lets everything happen that follows, reads what was written, and throws what the protocol threw. */
    private void afterwards() {
        boolean moved;
        do {
            world.settle();
            moved = peerReads && far != null && written.readFrom(far);
        } while (moved);
        if (protocol != null) {
            protocol.rethrow();
        }
    }
}
