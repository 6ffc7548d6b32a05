package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.defer.Deferred;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.DatagramProtocol;
import dev.heddle.net.DatagramTransport;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A port for datagrams: between a protocol, which writes, and a wire, which tells how its operations ended. */
final class DatagramPort implements DatagramTransport, DatagramEvents, Turns.Settling, Live {

    /** How long a socket rests that cannot receive: trying again at once would be trying all the time. */
    private static final Duration REST = Duration.ofMillis(100);

    private final CoreReactor reactor;
    private final Turns turns;
    private final DatagramProtocol protocol;
    private final DatagramOptions options;
    private final DatagramWire wire;
    private final Deferred<@Nullable Void> stopped;
    private final UnsentDatagrams unsent;
    private final Memberships memberships;

    private boolean started;
    private boolean stopping;
    private boolean closed;
    private boolean unsettled;
    private boolean reading;
    private boolean writing;

    /** Whether datagrams are dropped, and that was said. */
    private boolean dropping;

    /** Whether receiving fails, and that was said. */
    private boolean failing;

    /** Until the next attempt to receive; null if none failed. */
    private @Nullable DelayedCall rest;

    /** Binds a port; the protocol hears of it in a later turn. */
    static DatagramPort listen(CoreReactor reactor, int port, DatagramProtocol protocol, DatagramOptions options) {
        Addresses.checkPort(port, 0);
        Objects.requireNonNull(protocol, "protocol");
        boolean taken = reactor.admit("Reactor.listenUdp");
        try {
            reactor.requireNotEnding("listen for datagrams on port " + port);
            return new DatagramPort(reactor, Addresses.toBind(options.bindAddress(), port), protocol, options);
        } finally {
            reactor.dismiss(taken);
        }
    }

    private DatagramPort(
            CoreReactor reactor, InetSocketAddress local, DatagramProtocol protocol, DatagramOptions options) {
        this.reactor = reactor;
        this.turns = reactor.turns();
        this.protocol = protocol;
        this.options = options;
        unsent = new UnsentDatagrams(options.largestUnsentBytes());
        stopped = Deferred.owedBy(reactor, cancelled -> {}); // nobody waits any more, but the port closes all the same
        wire = bind(local);
        memberships = new Memberships(wire);
        try {
            protocol.makeConnection(this);
        } catch (IllegalStateException usedBefore) {
            wire.close();
            throw usedBefore;
        }
        reactor.nowLive(this);
        turns.later(this::begin);
    }

    private DatagramWire bind(InetSocketAddress local) {
        try {
            return turns.driver().openDatagrams(local, options, this);
        } catch (IOException | SecurityException | UnsupportedOperationException refused) {
            throw new CannotListenException(
                    "cannot listen for datagrams on " + Addresses.show(local) + ": " + refused.getMessage(), refused);
        }
    }

    private void begin() {
        if (stopping) {
            return;
        }
        started = true;
        try {
            protocol.startProtocol();
        } catch (Throwable thrown) {
            Log.threw(protocol, thrown);
            stop();
        }
        settleAtEnd();
    }

    // What the application calls.

    @Override
    public void write(ByteBuffer bytes, InetSocketAddress receiver) {
        checkReceiver(receiver);
        send(bytes, receiver);
    }

    @Override
    public void write(ByteBuffer bytes) {
        InetSocketAddress peer = options.peer();
        if (peer == null) {
            throw new IllegalStateException(
                    this + " has no peer: say to whom to send, or give it one by DatagramOptions.withPeer");
        }
        send(bytes, peer);
    }

    private void checkReceiver(InetSocketAddress receiver) {
        if (receiver.isUnresolved()) {
            throw new IllegalArgumentException(
                    "a receiver must be an address, not the name " + receiver.getHostString() + ": look it up first");
        }
        Addresses.checkPort(receiver.getPort(), 1);
        InetSocketAddress peer = options.peer();
        if (peer != null && !peer.equals(receiver)) {
            throw new IllegalArgumentException(
                    this + " speaks to " + Addresses.show(peer) + " alone, not to " + Addresses.show(receiver));
        }
    }

    private void send(ByteBuffer bytes, InetSocketAddress receiver) {
        boolean taken = reactor.admit("DatagramTransport.write");
        try {
            int most = receiver.getAddress() instanceof Inet4Address ? LARGEST_IPV4_BYTES : LARGEST_IPV6_BYTES;
            if (bytes.remaining() > most) {
                throw new IllegalArgumentException("a datagram to " + Addresses.show(receiver) + " holds " + most
                        + " bytes at most, not " + bytes.remaining());
            }
            if (stopping) {
                bytes.position(bytes.limit());
            } else if (!unsent.add(bytes, receiver)) {
                noteDropped();
            }
            settleAtEnd();
        } finally {
            reactor.dismiss(taken);
        }
    }

    private void noteDropped() {
        if (!dropping) {
            dropping = true;
            Log.warning(this + ": the system does not take datagrams as fast as they are written; those beyond "
                    + options.largestUnsentBytes() + " bytes are dropped");
        }
    }

    @Override
    public void joinGroup(InetAddress group, NetworkInterface networkInterface) {
        boolean taken = reactor.admit("DatagramTransport.joinGroup");
        try {
            if (stopping) {
                throw new IllegalStateException(this + " is closed: cannot join " + group.getHostAddress());
            }
            memberships.join(new Membership(group, networkInterface));
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void leaveGroup(InetAddress group, NetworkInterface networkInterface) {
        boolean taken = reactor.admit("DatagramTransport.leaveGroup");
        try {
            memberships.leave(new Membership(group, networkInterface), stopping);
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public Deferred<@Nullable Void> stopListening() {
        boolean taken = reactor.admit("DatagramTransport.stopListening");
        try {
            stop();
            return stopped;
        } finally {
            reactor.dismiss(taken);
        }
    }

    @Override
    public void endForStop() {
        stop();
    }

    @Override
    public boolean isEnding() {
        return stopping;
    }

    /** Closes at the end of the turn, after what was written in it. */
    private void stop() {
        if (!stopping) {
            stopping = true;
            TimingWheel.cancel(rest);
            if (started) {
                settleAtEnd();
            } else {
                close();
            }
        }
    }

    // What the wire tells.

    @Override
    public void arrived(ByteBuffer bytes, InetSocketAddress sender) {
        reading = false;
        failing = false;
        if (!stopping) {
            if (bytes.remaining() > options.largestReceivedBytes()) {
                tell(() -> protocol.datagramTooLong(sender));
            } else {
                tell(() -> protocol.datagramReceived(bytes, sender));
            }
        }
        endTurn();
    }

    @Override
    public void refused() {
        reading = false;
        if (!stopping) {
            tell(protocol::connectionRefused);
        }
        endTurn();
    }

    @Override
    public void failed(IOException cause) {
        reading = false;
        if (!stopping) {
            noteFailed(cause);
            reading = true;
            rest = turns.timers.callLater(REST, this::readAgain);
        }
        endTurn();
    }

    private void noteFailed(IOException cause) {
        if (!failing) {
            failing = true;
            Log.error(this + " cannot receive, and tries again until it can", cause);
        }
    }

    @Override
    public void broken(IOException cause) {
        if (!stopping) {
            Log.error(this + " is closed, since its socket is gone", cause);
            stop();
        }
        endTurn();
    }

    private void readAgain() {
        reading = false;
        settleAtEnd();
    }

    @Override
    public void notSent(Datagram datagram, IOException cause) {
        if (!stopping) {
            if (cause instanceof PortUnreachableException) {
                tell(protocol::connectionRefused);
            } else {
                tell(() -> protocol.datagramNotSent(datagram.receiver(), cause));
            }
        }
        turns.end(protocol);
    }

    @Override
    public void sent() {
        batchSent();
        endTurn();
    }

    @Override
    public void closed() {
        if (reactor.isLive(this)) {
            reactor.whenRunning(this::tellStopped);
        }
        turns.end(protocol);
    }

    private void tellStopped() {
        if (started) {
            tell(protocol::stopProtocol);
        }
        if (!stopped.hasFired()) {
            stopped.callback(null);
        }
        reactor.ended(this);
    }

    // What follows.

    private void endTurn() {
        settleAtEnd();
        turns.end(protocol);
    }

    private void settleAtEnd() {
        if (!unsettled && started && !closed) {
            unsettled = true;
            turns.settleAtEnd(this);
        }
    }

    @Override
    public void settle() {
        unsettled = false;
        if (!writing && unsent.isQueued()) {
            sendBatch();
        }
        if (stopping) {
            closeOnceSent();
        } else if (!reading) {
            reading = true;
            wire.read();
        }
    }

    private void sendBatch() {
        writing = !wire.write(unsent.takeBatch());
        if (!writing) {
            batchSent();
            if (unsent.isQueued()) {
                turns.later(this::settleAtEnd);
            }
        }
    }

    private void batchSent() {
        writing = false;
        dropping = false;
        unsent.batchSent();
    }

    /** The system takes datagrams whether or not anybody receives them, so this is not a wait without end. */
    private void closeOnceSent() {
        if (!writing && !unsent.isQueued()) {
            close();
        }
    }

    private void close() {
        closed = true;
        wire.close();
    }

    /** Calls the application, whose exception concerns nobody else (M9). */
    private void tell(Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            Log.threw(protocol, thrown);
        }
    }

    @Override
    public InetSocketAddress getHost() {
        return wire.localAddress();
    }

    @Override
    public @Nullable InetSocketAddress getPeer() {
        return options.peer();
    }

    @Override
    public String toString() {
        return "datagram port " + Addresses.show(wire.localAddress());
    }
}
