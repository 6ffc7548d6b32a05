package dev.heddle.protocols;

import dev.heddle.net.Protocol;
import dev.heddle.net.Transport;
import java.nio.ByteBuffer;

/**
 * What all receivers share: they cut what arrives, one message after the other, as long as somebody wants to have it.
 *
 * <p>What arrived is cut where it is. Only a message that is not whole at its end is copied, and completed by what comes
 * next. So when a callback pauses the transport, what is left is one piece, and goes back to the transport, which knows
 * when it is resumed.
 */
abstract class Receiver extends Protocol {

    /** The message that has not arrived whole. */
    final Partial partial = new Partial();

    Receiver() {}

    /**
     * Cuts what arrived into messages, and calls back with each. Stops where a callback closes the connection, and waits
     * where one pauses its transport (B6, B7).
     */
    @Override
    public final void dataReceived(ByteBuffer bytes) {
        Transport transport = transport();
        while (bytes.hasRemaining() && !transport.isDisconnecting()) {
            if (transport.isReadingPaused()) {
                transport.unread(bytes);
                return;
            }
            cut(bytes);
        }
    }

    /** Takes some of {@code bytes}, at least one unless a callback is made, and calls back once at most. */
    abstract void cut(ByteBuffer bytes);

    /** The next {@code count} bytes, without a copy. */
    static ByteBuffer slice(ByteBuffer bytes, int count) {
        ByteBuffer slice = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        return slice;
    }
}
