package dev.heddle.benchmarks;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where arms accept connections: loopback, unless the property {@value #PROPERTY} of a fork names another address of its
 * machine, at which clients on another host can reach it.
 */
public final class ServerAddress {

    /** The property. */
    public static final String PROPERTY = "heddle.lab.address";

    private ServerAddress() {}

    /**
     * The address.
     *
     * @throws IllegalStateException if the property names none
     */
    public static InetAddress get() {
        String name = System.getProperty(PROPERTY);
        if (name == null) {
            return InetAddress.getLoopbackAddress();
        }
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + name + ": no such address", unknown);
        }
    }

    /** Refuses any other than loopback, for arms that cannot accept elsewhere. */
    public static void mustBeLoopback() {
        if (!get().isLoopbackAddress()) {
            throw new IllegalStateException(
                    "it accepts on loopback only, and -D" + PROPERTY + " is " + get().getHostAddress());
        }
    }
}
