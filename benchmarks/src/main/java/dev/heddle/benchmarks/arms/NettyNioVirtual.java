package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.RequestArm;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Netty on the JDK's selector, whose work that blocks has a virtual thread each, and no pool. All else is as in {@link NettyNio}. */
public final class NettyNioVirtual implements RequestArm {

    private final NettyNio netty = new NettyNio();

    /** Starts an event loop. */
    public NettyNioVirtual() {}

    @Override
    public String description() {
        return netty.description() + " Work that blocks has a virtual thread each.";
    }

    @Override
    public InetSocketAddress serve(Service service) {
        return netty.serve(service, Executors.newVirtualThreadPerTaskExecutor());
    }

    @Override
    public void close() {
        netty.close();
    }
}
