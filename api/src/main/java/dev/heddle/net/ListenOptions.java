package dev.heddle.net;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What may be set for a listening port.
 *
 * @param bindAddress the address of this machine to listen on; null, the default, means all of them
 * @param backlog how many connections may wait to be accepted; more than zero, 1024 by default, and never more than
 *     the system allows
 */
public record ListenOptions(@Nullable InetAddress bindAddress, int backlog) {

    private static final ListenOptions DEFAULTS = new ListenOptions(null, 1024);

    /** Checks every value. */
    public ListenOptions {
        if (backlog <= 0) {
            throw new IllegalArgumentException("backlog must be more than zero, not " + backlog);
        }
    }

    /** What is used unless told otherwise. */
    public static ListenOptions defaults() {
        return DEFAULTS;
    }

    /** These options with one address to listen on, such as {@link InetAddress#getLoopbackAddress()}. */
    public ListenOptions withBindAddress(InetAddress bindAddress) {
        return new ListenOptions(bindAddress, backlog);
    }

    /** These options with another backlog. */
    public ListenOptions withBacklog(int backlog) {
        return new ListenOptions(bindAddress, backlog);
    }
}
