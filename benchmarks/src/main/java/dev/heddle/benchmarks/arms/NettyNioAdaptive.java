package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StreamArm;
import io.netty.buffer.AdaptiveByteBufAllocator;
import java.net.InetSocketAddress;
import java.util.function.LongConsumer;

/** Netty on the JDK's selector with the allocator that it has unless told otherwise. All else is as in {@link NettyNio}. */
@Plays(value = Role.PEER, from = Size.FULL)
public final class NettyNioAdaptive implements StreamArm {

    private final NettyNio netty = new NettyNio(new AdaptiveByteBufAllocator());

    /** Starts an event loop. */
    public NettyNioAdaptive() {}

    @Override
    public String description() {
        return NettyArm.version() + " on NIO as netty-nio is, but with adaptive buffers, the default since 4.2.";
    }

    @Override
    public void post(Runnable work) {
        netty.post(work);
    }

    @Override
    public InetSocketAddress echo() {
        return netty.echo();
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        return netty.sink(received);
    }

    @Override
    public void connect(InetSocketAddress server, Client client) {
        netty.connect(server, client);
    }

    @Override
    public void close() {
        netty.close();
    }
}
