package dev.heddle.benchmarks;

import java.net.InetSocketAddress;

/** An arm whose server can use several processors. */
public interface GroupArm extends EchoArm {

    /**
     * As {@link #echo()}, but on so many loops, each on a thread of its own, which have the connections in turns and keep them.
     * An arm that has no loops, and uses all processors as it is, does as always.
     *
     * @param loops two or more
     */
    InetSocketAddress echo(int loops);
}
