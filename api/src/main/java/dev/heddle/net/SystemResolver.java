package dev.heddle.net;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;

/** Asks the JDK, on a thread beside the reactor. */
final class SystemResolver implements HostResolver {

    static final SystemResolver ONLY = new SystemResolver();

    private SystemResolver() {}

    @Override
    public Deferred<List<InetAddress>> resolve(String host, Reactor reactor) {
        return reactor.deferToThread(new LookUp(host));
    }

    /** A look-up, which can tell what it is to whoever waits for it. */
    private record LookUp(String host) implements Callable<List<InetAddress>> {

        @Override
        public List<InetAddress> call() throws UnknownHostException {
            return List.of(InetAddress.getAllByName(host));
        }

        @Override
        public String toString() {
            return "the look-up of " + host;
        }
    }
}
