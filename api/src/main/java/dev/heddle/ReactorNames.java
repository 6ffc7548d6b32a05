package dev.heddle;

import dev.heddle.defer.Deferred;
import java.net.InetAddress;
import java.util.List;

/** Host names. */
public interface ReactorNames {

    /**
     * Finds the addresses of {@code host}, with the resolver of the reactor's options (N4). An address that is written out
     * is its own, and nobody is asked. A name may have letters of any script: it is looked up in its ASCII form (IDNA).
     *
     * @return fires, with the baton held, with one address at least, best first, or fails with a
     *     {@link dev.heddle.net.LookupFailedException}. Cancelling it gives the look-up up, and it fails with
     *     {@link java.util.concurrent.CancellationException}, as it does when the reactor stops
     * @throws IllegalArgumentException if {@code host} can be neither a name nor an address; the message says where
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    Deferred<List<InetAddress>> resolve(String host);
}
