package dev.heddle.net;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be set for a connection attempt.
 *
 * @param timeout how long resolution and connecting may take together; more than zero, 30 seconds by default
 * @param bindAddress the local address to connect from, with port 0 for any; null, the default, leaves it to the system.
 *     Of a name, only the addresses of its family are tried
 * @param stream what holds for the connection
 * @param attemptDelay how long an address of a name is waited for before the next one is tried, too (RFC 8305); from 10
 *     milliseconds to 2 seconds, 250 milliseconds by default
 * @param family which addresses of a name are tried: those of {@code INET}, of {@code INET6}, or, with null, the default,
 *     of both
 */
public record ConnectOptions(
        Duration timeout,
        @Nullable InetSocketAddress bindAddress,
        StreamOptions stream,
        Duration attemptDelay,
        @Nullable StandardProtocolFamily family) {

    private static final Duration LEAST_ATTEMPT_DELAY = Duration.ofMillis(10);
    private static final Duration MOST_ATTEMPT_DELAY = Duration.ofSeconds(2);

    private static final ConnectOptions DEFAULTS =
            new ConnectOptions(Duration.ofSeconds(30), null, StreamOptions.defaults(), Duration.ofMillis(250), null);

    /** Checks every value. */
    public ConnectOptions {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be more than zero, not " + timeout);
        }
        if (bindAddress != null && bindAddress.isUnresolved()) {
            throw new IllegalArgumentException("bindAddress must be an address of this machine, not " + bindAddress);
        }
        Objects.requireNonNull(stream, "stream");
        if (attemptDelay.compareTo(LEAST_ATTEMPT_DELAY) < 0 || attemptDelay.compareTo(MOST_ATTEMPT_DELAY) > 0) {
            throw new IllegalArgumentException("attemptDelay must be from " + LEAST_ATTEMPT_DELAY + " to "
                    + MOST_ATTEMPT_DELAY + ", not " + attemptDelay);
        }
        if (family == StandardProtocolFamily.UNIX) {
            throw new IllegalArgumentException("family must be INET, INET6 or null, not UNIX: names have none such");
        }
        if (family != null && bindAddress != null && family != familyOf(bindAddress)) {
            throw new IllegalArgumentException(
                    "bindAddress " + bindAddress + " cannot connect to addresses of family " + family);
        }
    }

    private static StandardProtocolFamily familyOf(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    /** What is used unless told otherwise. */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another timeout. */
    public ConnectOptions withTimeout(Duration timeout) {
        return new ConnectOptions(timeout, bindAddress, stream, attemptDelay, family);
    }

    /** These options with a local address to connect from. */
    public ConnectOptions withBindAddress(InetSocketAddress bindAddress) {
        return new ConnectOptions(timeout, bindAddress, stream, attemptDelay, family);
    }

    /** These options with others for the connection. */
    public ConnectOptions withStream(StreamOptions stream) {
        return new ConnectOptions(timeout, bindAddress, stream, attemptDelay, family);
    }

    /** These options with another delay before the next address of a name is tried, too. */
    public ConnectOptions withAttemptDelay(Duration attemptDelay) {
        return new ConnectOptions(timeout, bindAddress, stream, attemptDelay, family);
    }

    /** These options with names standing for their addresses of one family alone. */
    public ConnectOptions withFamily(StandardProtocolFamily family) {
        return new ConnectOptions(timeout, bindAddress, stream, attemptDelay, family);
    }

    /** Which addresses can be connected to: those of {@link #family}, or else of the bind address's; null for all. */
    public @Nullable StandardProtocolFamily reachableFamily() {
        return family == null && bindAddress != null ? familyOf(bindAddress) : family;
    }
}
