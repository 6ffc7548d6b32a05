package dev.heddle.tls;

/**
 * What a {@link dev.heddle.net.Protocol} implements that wants to know when TLS is agreed on.
 *
 * {@snippet :
 * final class Negotiating extends Protocol implements HandshakeListener {
 *     @Override
 *     public void handshakeCompleted() {
 *         speak(transport().negotiatedProtocol());
 *     }
 * }
 * }
 */
public interface HandshakeListener {

    /**
     * The peer is who it has to be, and what it sends comes next. Called with the baton held, once for each handshake, after
     * {@code connectionMade} and before anything that was sent by way of TLS is given to {@code dataReceived}. What it throws
     * aborts the connection (S7).
     */
    void handshakeCompleted();
}
