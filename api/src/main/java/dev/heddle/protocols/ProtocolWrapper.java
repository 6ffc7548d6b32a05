package dev.heddle.protocols;

import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;

/**
 * A protocol around another one, and that one's transport: what the peer sends goes through it inwards, what the wrapped
 * protocol writes and asks for goes through it outwards (V1). As it is, it changes nothing; a subclass overrides what is
 * to be different, and calls what it overrides to have it go on.
 *
 * <p>It goes on when one half of the connection has ended if the wrapped protocol does, and what either throws ends the
 * connection. Wrappers may be wrapped, in any number.
 */
public class ProtocolWrapper extends ForwardingProtocol implements ForwardingTransport {

    /**
     * A wrapper around {@code wrapped}, for one connection.
     *
     * @param wrappedFactory what the wrapped protocol is told to be its factory
     */
    public ProtocolWrapper(Protocol wrapped, Factory wrappedFactory) {
        super(wrapped, wrappedFactory);
    }

    @Override
    final Transport transportOfWrapped() {
        return this;
    }

    /** The connection itself, or the wrapper that is next on the way to it. */
    @Override
    public final Transport delegate() {
        return transport();
    }
}
