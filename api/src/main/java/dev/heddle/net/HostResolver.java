package dev.heddle.net;

import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the addresses of host names: part of {@link dev.heddle.ReactorOptions}. Asked for names alone, never for what
 * is an address already (N4).
 *
 * {@snippet :
 * HostResolver hosts = (host, reactor) -> host.equals("database")
 *         ? Deferred.succeed(List.of(databaseAddress))
 *         : HostResolver.system().resolve(host, reactor);
 * Reactor reactor = Reactors.create("loom", ReactorOptions.defaults().withResolver(hosts));
 * }
 */
@FunctionalInterface
public interface HostResolver {

    /**
     * Begins to look up {@code host}. Called in a turn of {@code reactor}, so it must not block. What it throws is told
     * as a failure of the look-up.
     *
     * @param host a name, not an address, in its ASCII form: of letters, digits, hyphens, underscores and dots
     * @param reactor who asks; where work that blocks can be done beside its turns
     * @return fires, on any thread, with the addresses, best first, or fails; no addresses at all are a failure, too.
     *     Cancelled when nobody waits for them any more
     */
    Deferred<List<InetAddress>> resolve(String host, Reactor reactor);

    /**
     * What is used unless told otherwise: asks the JDK, which asks the system, beside the reactor, and caches as the JVM
     * is told to ({@code networkaddress.cache.ttl}). Which of IPv4 and IPv6 comes first is said by the system property
     * {@code java.net.preferIPv6Addresses}: {@code system} keeps the system's order (RFC 6724).
     */
    static HostResolver system() {
        return SystemResolver.ONLY;
    }
}
