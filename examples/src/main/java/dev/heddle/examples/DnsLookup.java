package dev.heddle.examples;

import dev.heddle.Reactor;
import dev.heddle.Reactors;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Deferreds;
import dev.heddle.defer.Failure;
import dev.heddle.defer.FirstFailureException;
import dev.heddle.net.CannotListenException;
import dev.heddle.net.DatagramOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** Asks a DNS server for the addresses of a name, over UDP. */
public final class DnsLookup {

    private static final int DNS_PORT = 53;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int TRIES = 3;

    private final Reactor reactor = Reactors.create();
    private int exitStatus;

    /** The IPv4 and the IPv6 addresses, which are two questions. */
    private Deferred<List<List<InetAddress>>> lookUp(String name, InetSocketAddress server) {
        DnsClient client = new DnsClient(reactor, PATIENCE, TRIES);
        reactor.listenUdp(0, client, DatagramOptions.defaults().withPeer(server));
        return Deferreds.gather(List.of(client.lookUp(name, DnsQuery.Type.A), client.lookUp(name, DnsQuery.Type.AAAA)));
    }

    private void printAddresses(List<List<InetAddress>> found, String name) {
        List<InetAddress> addresses = found.stream().flatMap(List::stream).toList();
        if (addresses.isEmpty()) {
            fail("no address: " + name);
            return;
        }
        addresses.forEach(address -> System.out.println(address.getHostAddress()));
        reactor.stop();
    }

    private void printFailure(Failure failure) {
        Throwable first = failure.getCause() instanceof FirstFailureException gathered ? gathered.getCause() : null;
        fail((first == null ? failure : new Failure(first)).getErrorMessage());
    }

    private void fail(String why) {
        System.err.println("dnslookup: " + why);
        exitStatus = 1;
        reactor.stop();
    }

    private int run(String name, InetSocketAddress server) {
        try {
            lookUp(name, server).addConsumer(this::printAddresses, name).addErrorConsumer(this::printFailure);
        } catch (CannotListenException refused) {
            System.err.println("dnslookup: " + refused.getMessage());
            return 1;
        }
        reactor.run();
        return exitStatus;
    }

    /** Looks up the name of the arguments. The exit status is 1 if there is no address. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments("dnslookup NAME SERVER [PORT]", args);
        String name = arguments.domain(0);
        InetAddress server = arguments.address(1);
        int port = arguments.count() == 2 ? DNS_PORT : arguments.port(2, 1);
        System.exit(new DnsLookup().run(name, new InetSocketAddress(server, port)));
    }
}
