package dev.heddle.core;

import dev.heddle.net.ClientFactory;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.Connector;
import dev.heddle.net.Factory;
import dev.heddle.net.ListenOptions;
import dev.heddle.net.ListeningPort;
import dev.heddle.net.PipeAddress;
import dev.heddle.net.StreamOptions;
import dev.heddle.process.ProcessOptions;
import dev.heddle.process.ProcessProtocol;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/** The application's calls for what does not leave the machine, checked and passed on. */
final class OnOneMachine {

    private final CoreReactor reactor;

    OnOneMachine(CoreReactor reactor) {
        this.reactor = reactor;
    }

    ListeningPort listen(Path path, Factory factory, ListenOptions options) {
        UnixDomainSocketAddress local = Addresses.unix(path);
        Objects.requireNonNull(factory, "factory");
        Addresses.requireNoBindAddress(options.bindAddress(), local);
        boolean taken = reactor.admit("Reactor.listenUnix");
        try {
            reactor.requireNotEnding("listen on " + path);
            return new StreamPort(reactor, local, factory, options);
        } finally {
            reactor.dismiss(taken);
        }
    }

    Connector connect(Path path, ClientFactory factory, ConnectOptions options) {
        UnixDomainSocketAddress destination = Addresses.unix(path);
        Objects.requireNonNull(factory, "factory");
        Addresses.requireNoBindAddress(options.bindAddress(), destination);
        boolean taken = reactor.admit("Reactor.connectUnix");
        try {
            reactor.requireNotEnding("connect to " + path);
            Connector connector = new StreamConnector(reactor, destination, factory, options);
            connector.connect();
            return connector;
        } finally {
            reactor.dismiss(taken);
        }
    }

    ListeningPort adoptSocket(Factory factory, ListenOptions options) {
        Driver driver = reactor.turns().driver();
        return adopt("the inherited socket", events -> driver.adopt(options, events), factory, options);
    }

    ListeningPort adoptStreams(Factory factory, StreamOptions options) {
        Turns turns = reactor.turns();
        return adopt(
                "the standard streams",
                events -> StandardStreams.adopt(turns, events),
                factory,
                ListenOptions.defaults().withStream(options));
    }

    private ListeningPort adopt(String what, StreamPort.Opening opening, Factory factory, ListenOptions options) {
        Objects.requireNonNull(factory, "factory");
        boolean taken = reactor.admit("Reactor.adopt");
        try {
            reactor.requireNotEnding("adopt " + what);
            return new StreamPort(
                    reactor,
                    new PipeAddress(what),
                    "cannot adopt " + what,
                    opening,
                    factory,
                    options,
                    Servers.of(reactor));
        } finally {
            reactor.dismiss(taken);
        }
    }

    void spawn(ProcessProtocol protocol, ProcessOptions options) {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(options, "options");
        boolean taken = reactor.admit("Reactor.spawnProcess");
        try {
            reactor.requireNotEnding("start " + options.command());
            new ChildProcess(reactor, protocol, options).begin();
        } finally {
            reactor.dismiss(taken);
        }
    }
}
