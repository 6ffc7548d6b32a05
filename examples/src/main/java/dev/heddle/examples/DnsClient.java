package dev.heddle.examples;

import dev.heddle.DelayedCall;
import dev.heddle.ReactorTime;
import dev.heddle.defer.Deferred;
import dev.heddle.net.DatagramProtocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the one server that its port speaks to. Any number of lookups may be under way; each asks again while no reply comes,
 * since datagrams get lost. Needs the baton, as its port does.
 */
final class DnsClient extends DatagramProtocol {

    private final ReactorTime clock;
    private final Duration patience;
    private final int tries;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Lookup> lookups = new HashMap<>();

    /**
     * A client that asks up to {@code tries} times.
     *
     * @param patience how long it waits for a reply to each
     */
    DnsClient(ReactorTime clock, Duration patience, int tries) {
        this.clock = clock;
        this.patience = patience;
        this.tries = tries;
    }

    /** One question, until there is a result. */
    private final class Lookup {

        private final DnsQuery query;
        final Deferred<List<InetAddress>> result = new Deferred<>(cancelled -> end());
        private int tried;
        private DelayedCall retry;

        Lookup(DnsQuery query) {
            this.query = query;
            retry = clock.callLater(patience, this::tryAgain);
        }

        void ask() {
            tried++;
            transport().write(query.encode());
        }

        private void tryAgain() {
            if (tried < tries) {
                retry = clock.callLater(patience, this::tryAgain);
                ask();
            } else {
                fail(new SocketTimeoutException("no reply from " + server() + " for " + query.name()));
            }
        }

        void take(DnsReply reply) {
            try {
                List<InetAddress> addresses = reply.addresses();
                end();
                result.callback(addresses);
            } catch (IOException refused) {
                fail(refused);
            }
        }

        /** Does nothing if there is a result. */
        void fail(IOException cause) {
            if (lookups.get(query.id()) == this) {
                end();
                result.errback(cause);
            }
        }

        private void end() {
            lookups.remove(query.id());
            if (retry.isActive()) {
                retry.cancel();
            }
        }
    }

    /**
     * Looks a name up.
     *
     * @return fires with the addresses of that type, perhaps none, or with an {@link IOException}; may be cancelled
     * @throws IllegalArgumentException if DNS cannot have such a name
     */
    Deferred<List<InetAddress>> lookUp(String name, DnsQuery.Type type) {
        Lookup lookup = new Lookup(new DnsQuery(freeId(), name, type));
        lookups.put(lookup.query.id(), lookup);
        lookup.ask();
        return lookup.result;
    }

    /** Hard to guess, so that it is hard to answer in the server's place. */
    private int freeId() {
        int id = random.nextInt(1 << 16);
        while (lookups.containsKey(id)) {
            id = random.nextInt(1 << 16);
        }
        return id;
    }

    @Override
    public void datagramReceived(ByteBuffer bytes, InetSocketAddress sender) {
        DnsReply reply;
        try {
            reply = DnsReply.decode(bytes);
        } catch (IOException malformed) {
            return; // As if it had been lost: the lookup asks again.
        }
        Lookup lookup = lookups.get(reply.query().id());
        if (lookup != null && lookup.query.equals(reply.query())) {
            lookup.take(reply);
        }
    }

    @Override
    public void connectionRefused() {
        failAll(new ConnectException("nobody answers at " + server()));
    }

    @Override
    public void datagramNotSent(InetSocketAddress receiver, IOException cause) {
        failAll(cause);
    }

    @Override
    public void stopProtocol() {
        failAll(new IOException("the port was closed before a reply from " + server() + " came"));
    }

    /** Ends those that are under way; what they call back may begin others. */
    private void failAll(IOException cause) {
        List.copyOf(lookups.values()).forEach(lookup -> lookup.fail(cause));
    }

    private String server() {
        InetSocketAddress server = transport().getPeer();
        return server == null ? "everybody" : server.getAddress().getHostAddress() + " port " + server.getPort();
    }
}
