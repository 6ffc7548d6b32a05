package dev.heddle.benchmarks.arms;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.PlatformDependent;

/**
 * Netty on the JDK's selector. It replaces the selector's set of keys with its own, for which it needs {@code Unsafe};
 * without that it goes on in silence. Which of the two it is, the description says.
 */
public final class NettyNio extends NettyArm {

    /** Starts an event loop. */
    public NettyNio() {
        super(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }

    NettyNio(ByteBufAllocator allocator) {
        super(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class, allocator);
    }

    @Override
    public String description() {
        return version() + " on NIO: one event loop unless the work says more, pooled buffers; "
                + (PlatformDependent.hasUnsafe() ? "with" : "without") + " Unsafe, and so "
                + (PlatformDependent.hasUnsafe() ? "with" : "without") + " its own set of selected keys.";
    }
}
