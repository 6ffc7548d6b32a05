package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;

/** Netty on its own transport, in a JVM with a flag that lets it use {@code Unsafe}, whatever the JDK. */
@Plays(value = Role.PEER, from = Size.FULL)
public final class NettyEpollUnsafe extends NettyArm {

    /**
     * Starts an event loop.
     *
     * @throws IllegalStateException if there is no native library for this machine, or Netty does without {@code Unsafe}
     */
    public NettyEpollUnsafe() {
        super(transport(), EpollServerSocketChannel.class, EpollSocketChannel.class);
    }

    private static IoHandlerFactory transport() {
        requireUnsafe();
        return NettyEpoll.transport();
    }

    @Override
    public String description() {
        return version() + " on its native epoll transport: one event loop unless the work says more, pooled buffers;"
                + " Unsafe is allowed. On JDK 25 that is a choice, and not what one gets.";
    }
}
