package dev.heddle.protocols;

import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.tls.Tls;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** A connection that tells what goes on on it. */
final class LoggedConnection extends ProtocolWrapper {

    private final int mostBytes;
    private final Consumer<String> log;

    LoggedConnection(Protocol wrapped, Factory factory, int mostBytes, Consumer<String> log) {
        super(wrapped, factory);
        this.mostBytes = mostBytes;
        this.log = Objects.requireNonNull(log, "log");
    }

    @Override
    public void connectionMade() {
        log("connection made", "");
        super.connectionMade();
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        log("received " + bytes.remaining() + " bytes", HexDump.of(bytes, mostBytes));
        super.dataReceived(bytes);
    }

    @Override
    public void write(ByteBuffer bytes) {
        log("wrote " + bytes.remaining() + " bytes", HexDump.of(bytes, mostBytes));
        super.write(bytes);
    }

    @Override
    public void loseConnection() {
        log("loses the connection", "");
        super.loseConnection();
    }

    @Override
    public void loseConnection(Duration limit) {
        log("loses the connection within " + limit, "");
        super.loseConnection(limit);
    }

    @Override
    public void loseWriteConnection() {
        log("ends its half", "");
        super.loseWriteConnection();
    }

    @Override
    public void abortConnection() {
        log("aborts the connection", "");
        super.abortConnection();
    }

    @Override
    public void startTls(Tls tls) {
        log("begins TLS", "");
        super.startTls(tls);
    }

    @Override
    public void handshakeCompleted() {
        log("the TLS handshake is completed", "");
        super.handshakeCompleted();
    }

    @Override
    public void readConnectionLost() {
        log("the peer ended its half", "");
        super.readConnectionLost();
    }

    @Override
    public void connectionLost(CloseReason reason) {
        log("connection lost: " + reason, "");
        super.connectionLost(reason);
    }

    private void log(String what, String dump) {
        log.accept(getHost() + " <-> " + getPeer() + ": " + what + dump);
    }
}
