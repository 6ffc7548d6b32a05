package dev.heddle.examples.peers;

import dev.heddle.net.Protocol;
import java.nio.ByteBuffer;

/** Sends back what comes. */
class Echo extends Protocol {

    /** Something long to be sent back, in ASCII. */
    static final String MEGABYTE = "0123456789abcdef".repeat(65_536);

    @Override
    public void dataReceived(ByteBuffer bytes) {
        transport().write(bytes);
    }
}
