package dev.heddle.net;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be set for a listening port.
 *
 * @param bindAddress the address of this machine to listen on; null, the default, means all of them
 * @param backlog how many connections may wait to be accepted; more than zero, 1024 by default, and never more than
 *     the system allows
 * @param reuseAddress whether a port may be bound although connections that it accepted before have not quite ended
 *     (the system's {@code SO_REUSEADDR}); true by default. Two that listen are not allowed on one port either way: on
 *     Windows, where the system's option would allow it, it is not set, and the port can be bound again all the same
 * @param stream what holds for each connection that the port accepts
 * @param proxyHeader whether each connection begins with a header of the PROXY protocol (version 1 or 2), which tells whom
 *     it really comes from, before all else, TLS too; false by default. Only for a port that nobody but the proxy can reach,
 *     since anybody may write such a header (N13)
 */
public record ListenOptions(
        @Nullable InetAddress bindAddress,
        int backlog,
        boolean reuseAddress,
        StreamOptions stream,
        boolean proxyHeader) {

    private static final ListenOptions DEFAULTS = new ListenOptions(null, 1024, true, StreamOptions.defaults(), false);

    /** Checks every value. */
    public ListenOptions {
        if (backlog <= 0) {
            throw new IllegalArgumentException("backlog must be more than zero, not " + backlog);
        }
        Objects.requireNonNull(stream, "stream");
    }

    /** What is used unless told otherwise. */
    public static ListenOptions defaults() {
        return DEFAULTS;
    }

    /** These options with one address to listen on, such as {@link InetAddress#getLoopbackAddress()}. */
    public ListenOptions withBindAddress(InetAddress bindAddress) {
        return new ListenOptions(bindAddress, backlog, reuseAddress, stream, proxyHeader);
    }

    /** These options with another backlog. */
    public ListenOptions withBacklog(int backlog) {
        return new ListenOptions(bindAddress, backlog, reuseAddress, stream, proxyHeader);
    }

    /** These options with or without binding a port whose earlier connections have not quite ended. */
    public ListenOptions withReuseAddress(boolean reuseAddress) {
        return new ListenOptions(bindAddress, backlog, reuseAddress, stream, proxyHeader);
    }

    /** These options with others for each connection. */
    public ListenOptions withStream(StreamOptions stream) {
        return new ListenOptions(bindAddress, backlog, reuseAddress, stream, proxyHeader);
    }

    /** These options with or without a header of the PROXY protocol at the beginning of each connection. */
    public ListenOptions withProxyHeader(boolean proxyHeader) {
        return new ListenOptions(bindAddress, backlog, reuseAddress, stream, proxyHeader);
    }
}
