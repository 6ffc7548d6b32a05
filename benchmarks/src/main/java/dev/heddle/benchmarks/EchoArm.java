package dev.heddle.benchmarks;

import java.net.InetSocketAddress;

/**
 * An arm that serves an echo over loopback, with {@code TCP_NODELAY}, in this process or in one of its own. The clients of
 * a measurement are the same for all arms, so where the server lives is all the same to them.
 */
public interface EchoArm extends Arm {

    /**
     * Opens a port, and waits until it is open. What comes is sent back, all of it and in order, until the client ends
     * the connection.
     *
     * @return where it listens
     */
    InetSocketAddress echo();
}
