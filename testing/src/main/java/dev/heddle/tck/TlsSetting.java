package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.Protocol;
import dev.heddle.net.StreamOptions;
import dev.heddle.tls.Tls;
import dev.heddle.tls.TlsClient;
import dev.heddle.tls.TlsServer;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;

/** What the tests of section K share. */
abstract class TlsSetting extends StoppedClockContract {

    /** A recording protocol of that name. */
    final RecordingTls recordingTls(String name) {
        return new RecordingTls(journal, name);
    }

    private static StreamOptions with(Tls tls) {
        return StreamOptions.defaults().withTls(tls);
    }

    /** Listens on a free loopback port, with TLS. */
    final InetSocketAddress listenTls(TlsServer tls, Protocol protocol) throws Exception {
        return listenTls(tls, Factory.of(() -> protocol));
    }

    /** Listens on a free loopback port, with TLS. */
    final InetSocketAddress listenTls(TlsServer tls, Factory factory) throws Exception {
        ListenOptions options = ListenOptions.defaults()
                .withBindAddress(SocketHarness.loopback())
                .withStream(with(tls));
        return inTurn(() -> reactor.listenTcp(0, factory, options)).address();
    }

    /** Connects to {@code address}, with TLS. */
    final void connectTls(InetSocketAddress address, TlsClient tls, Protocol protocol) throws Exception {
        ConnectOptions options = ConnectOptions.defaults().withStream(with(tls));
        String host = address.getAddress().getHostAddress();
        doInTurn(() -> reactor.connectTcp(host, address.getPort(), ClientFactory.of(() -> protocol), options));
    }

    /** A peer that has connected to a server that shows its certificate, and has whose {@code protocol}; no handshake yet. */
    final TlsPeer tlsPeerOf(TlsServer tls, Protocol protocol) throws Exception {
        return tlsPeer(listenTls(tls, protocol), TlsFiles.client());
    }

    /** A peer that has connected to {@code address}; no handshake yet. */
    final TlsPeer tlsPeer(InetSocketAddress address, TlsClient tls) {
        return TlsPeer.of(harness.connectPeer(address), tls, address);
    }

    /** What TLS says went wrong, which is the reason of the loss of a connection. */
    static SSLException assertTlsFailed(CloseReason reason) {
        assertThat(reason)
                .isInstanceOfSatisfying(
                        ConnectionLost.class, lost -> assertThat(lost.cause()).isInstanceOf(SSLException.class));
        return (SSLException) ((ConnectionLost) reason).cause();
    }
}
