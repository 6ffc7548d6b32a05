package dev.heddle.tck;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.spi.ReactorProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What a test needs around a reactor of one backend: reactors, peers, and a way to wait. One harness serves one test.
 */
public interface ReactorHarness extends AutoCloseable {

    /** What makes reactors of this backend, in this JVM or another. */
    ReactorProvider provider();

    /** A new reactor, which does not run yet. Closed with the harness. */
    Reactor newReactor(ReactorOptions options);

    /** A peer that has connected to {@code address}. */
    Peer connectPeer(InetSocketAddress address);

    /** A port for reactors to connect to. */
    PeerListener listenPeer();

    /** A path at which there is nothing, for a UNIX socket. */
    Path freePath();

    /** A peer that has connected to the UNIX socket at {@code path}. */
    Peer connectPeer(Path path);

    /** A UNIX socket at {@code path} for reactors to connect to. */
    PeerAcceptor listenPeer(Path path);

    /** Whether the UNIX sockets of this backend have files, and there are rules about them. */
    boolean hasFiles();

    /** A socket for datagrams, on loopback. */
    DatagramPeer openDatagramPeer();

    /** An address at which connections are refused, and that nobody else is given while this harness is open. */
    InetSocketAddress refusingAddress();

    /** An address at which connections are never answered, neither way. */
    InetSocketAddress silentAddress();

    /** A host at which connections to {@code port} are never answered, neither way. */
    InetAddress silentHost(int port);

    /** A host at which connections to {@code port} are refused, whoever listens on that port elsewhere. */
    InetAddress refusingHost(int port);

    /**
     * Plays {@code scenario} in {@code place}, and waits for its end. Where this machine does not allow for such a
     * place, the test is skipped, and says why.
     *
     * @throws AssertionError if the scenario failed
     */
    void play(Place place, Class<? extends Scenario> scenario) throws Exception;

    /** Takes all descriptors but those for a few more peers. Only in {@link Place#FEW_DESCRIPTORS}. */
    void exhaustDescriptors();

    /** Ends what {@link #exhaustDescriptors} began. */
    void freeDescriptors();

    /**
     * Waits until {@code condition} holds, with a limit. It is looked at again after each {@link #noticeChange}.
     *
     * @throws AssertionError after the limit
     */
    void await(String what, BooleanSupplier condition);

    /** Has every {@link #await} look at its condition again. */
    void noticeChange();

    /** Ends all that the harness handed out. */
    @Override
    void close();
}
