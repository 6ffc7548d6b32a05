package dev.heddle.benchmarks.arms;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;

/** Netty on a transport of its own, which calls Linux past the JDK. The lab has its native library for x86-64. */
public final class NettyEpoll extends NettyArm {

    /**
     * Starts an event loop.
     *
     * @throws IllegalStateException if there is no native library for this machine
     */
    public NettyEpoll() {
        super(transport(), EpollServerSocketChannel.class, EpollSocketChannel.class);
    }

    static IoHandlerFactory transport() {
        if (!Epoll.isAvailable()) {
            throw new IllegalStateException(
                    "Netty's native library for epoll, which the lab has for Linux on x86-64 only, cannot be loaded: "
                            + Epoll.unavailabilityCause(),
                    Epoll.unavailabilityCause());
        }
        return EpollIoHandler.newFactory();
    }

    @Override
    public String description() {
        return version() + " on its native epoll transport: one event loop unless the work says more, pooled buffers.";
    }
}
