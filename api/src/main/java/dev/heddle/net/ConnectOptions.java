package dev.heddle.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be set for a connection attempt.
 *
 * @param timeout how long resolution and connecting may take together; more than zero, 30 seconds by default
 * @param bindAddress the local address to connect from, with port 0 for any; null, the default, leaves it to the system
 * @param stream what holds for the connection
 */
public record ConnectOptions(Duration timeout, @Nullable InetSocketAddress bindAddress, StreamOptions stream) {

    private static final ConnectOptions DEFAULTS =
            new ConnectOptions(Duration.ofSeconds(30), null, StreamOptions.defaults());

    /** Checks every value. */
    public ConnectOptions {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be more than zero, not " + timeout);
        }
        if (bindAddress != null && bindAddress.isUnresolved()) {
            throw new IllegalArgumentException("bindAddress must be an address of this machine, not " + bindAddress);
        }
        Objects.requireNonNull(stream, "stream");
    }

    /** What is used unless told otherwise. */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another timeout. */
    public ConnectOptions withTimeout(Duration timeout) {
        return new ConnectOptions(timeout, bindAddress, stream);
    }

    /** These options with a local address to connect from. */
    public ConnectOptions withBindAddress(InetSocketAddress bindAddress) {
        return new ConnectOptions(timeout, bindAddress, stream);
    }

    /** These options with others for the connection. */
    public ConnectOptions withStream(StreamOptions stream) {
        return new ConnectOptions(timeout, bindAddress, stream);
    }
}
