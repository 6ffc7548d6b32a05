package dev.heddle.benchmarks.arms;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Netty on the JDK's selector with its own set of selected keys, whatever the JDK: the JVM of this arm has a flag that lets
 * Netty use {@code Unsafe}, without which it cannot put that set in.
 */
public final class NettyNioUnsafe extends NettyArm {

    /**
     * Starts an event loop.
     *
     * @throws IllegalStateException if Netty does without {@code Unsafe} in this JVM
     */
    public NettyNioUnsafe() {
        super(transport(), NioServerSocketChannel.class, NioSocketChannel.class);
    }

    private static IoHandlerFactory transport() {
        requireUnsafe();
        return NioIoHandler.newFactory();
    }

    @Override
    public String description() {
        return version()
                + " on NIO: one event loop unless the work says more, pooled buffers; Unsafe is allowed, and so it has"
                + " its own set of selected keys. On JDK 25 that is a choice, and not what one gets.";
    }
}
