package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.EchoTls;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.TlsArm;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Version;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * What the transports of Netty have in common: one event loop but for groups, the pooled allocator unless another one is
 * given, and otherwise what Netty does unless told otherwise.
 */
abstract class NettyArm extends ExecutorArm implements NetworkArm, StreamArm, GroupArm, RequestArm, TlsArm {

    private final IoHandlerFactory transport;
    private final EventLoop loop;
    private final List<EventLoopGroup> groups = new ArrayList<>();

    /** For work that blocks, one for each port that takes such work. */
    private final Queue<ExecutorService> pools = new ConcurrentLinkedQueue<>();

    private final Class<? extends ServerChannel> serverChannels;
    private final Class<? extends SocketChannel> clientChannels;
    private final ByteBufAllocator allocator;

    NettyArm(
            IoHandlerFactory transport,
            Class<? extends ServerSocketChannel> serverChannels,
            Class<? extends SocketChannel> clientChannels) {
        this(transport, serverChannels, clientChannels, PooledByteBufAllocator.DEFAULT);
    }

    NettyArm(
            IoHandlerFactory transport,
            Class<? extends ServerSocketChannel> serverChannels,
            Class<? extends SocketChannel> clientChannels,
            ByteBufAllocator allocator) {
        this(
                transport,
                new MultiThreadIoEventLoopGroup(1, transport).next(),
                serverChannels,
                clientChannels,
                allocator);
    }

    private NettyArm(
            IoHandlerFactory transport,
            EventLoop loop,
            Class<? extends ServerSocketChannel> serverChannels,
            Class<? extends SocketChannel> clientChannels,
            ByteBufAllocator allocator) {
        super(loop);
        this.transport = transport;
        this.loop = loop;
        groups.add(loop.parent());
        this.serverChannels = serverChannels;
        this.clientChannels = clientChannels;
        this.allocator = allocator;
    }

    static String version() {
        Version transport = Version.identify().get("netty-transport");
        return "Netty " + (transport == null ? "of an unknown version" : transport.artifactVersion());
    }

    /** Throws an {@link IllegalStateException} if Netty does without {@code Unsafe} in this JVM. */
    static void requireUnsafe() {
        if (!PlatformDependent.hasUnsafe()) {
            throw new IllegalStateException(
                    "Netty does without Unsafe here: " + PlatformDependent.getUnsafeUnavailabilityCause(),
                    PlatformDependent.getUnsafeUnavailabilityCause());
        }
    }

    @Override
    public final InetSocketAddress listen(ConnectionEvents events) {
        return listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new Server(events));
            }
        });
    }

    @Override
    public final InetSocketAddress echo() {
        return listen(NettyStreams.initializer(NettyStreams.Echo::new));
    }

    @Override
    public final InetSocketAddress echo(int loops) {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(loops, transport);
        groups.add(group);
        return listen(group, NettyStreams.initializer(NettyStreams.Echo::new));
    }

    @Override
    public final InetSocketAddress sink(LongConsumer received) {
        return listen(NettyStreams.initializer(() -> new NettyStreams.Sink(received)));
    }

    @Override
    public final void connect(InetSocketAddress server, StreamArm.Client client) {
        new Bootstrap()
                .group(loop)
                .channel(clientChannels)
                .option(ChannelOption.ALLOCATOR, allocator)
                .handler(NettyStreams.initializer(() -> new NettyStreams.Outgoing(client)))
                .connect(server)
                .addListener((ChannelFutureListener) connected -> {
                    if (!connected.isSuccess()) {
                        client.lost(connected.cause());
                    }
                });
    }

    @Override
    public final InetSocketAddress serve(Service service) {
        return serve(service, Executors.newFixedThreadPool(service.mostAtOnce()));
    }

    /** The same with other threads for work that blocks, which end with the arm. */
    final InetSocketAddress serve(Service service, ExecutorService threads) {
        pools.add(threads);
        return listen(NettyRequests.initializer(service, threads));
    }

    @Override
    public final InetSocketAddress echoTls(SSLContext context) {
        return listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                SSLEngine engine = context.createSSLEngine();
                engine.setUseClientMode(false);
                engine.setEnabledProtocols(new String[] {EchoTls.VERSION});
                channel.pipeline().addLast(new SslHandler(engine), new NettyStreams.Echo());
            }
        });
    }

    private InetSocketAddress listen(ChannelInitializer<SocketChannel> connections) {
        return listen(loop, connections);
    }

    private InetSocketAddress listen(EventLoopGroup loops, ChannelInitializer<SocketChannel> connections) {
        return (InetSocketAddress) new ServerBootstrap()
                .group(loops)
                .channel(serverChannels)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childHandler(connections)
                .bind(ServerAddress.get(), 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
    }

    @Override
    public final Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        Bootstrap clients = new Bootstrap()
                .group(loop)
                .channel(clientChannels)
                .option(ChannelOption.ALLOCATOR, allocator)
                .option(ChannelOption.SO_LINGER, 0) // so that a close is a reset
                .handler(new Client(events))
                .remoteAddress(server);
        ChannelFutureListener whenConnected = connected -> {
            if (!connected.isSuccess()) {
                events.failed(connected.cause());
            }
        };
        return () -> clients.connect().addListener(whenConnected);
    }

    @Override
    public final void close() {
        pools.forEach(ExecutorService::shutdownNow);
        groups.forEach(
                group -> group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly());
    }

    /** The server's end of one connection. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private final ConnectionEvents events;
        private boolean reset;

        Server(ConnectionEvents events) {
            this.events = events;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            events.seen();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            reset = cause instanceof IOException;
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (reset) {
                events.lost();
            } else {
                events.failed(new IllegalStateException("the server saw no reset"));
            }
        }
    }

    /** The client's end of every connection. */
    @Sharable
    private static final class Client extends ChannelInboundHandlerAdapter {

        private final ConnectionEvents events;

        Client(ConnectionEvents events) {
            this.events = events;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // that it is closed is told below
        public void channelActive(ChannelHandlerContext context) {
            events.seen();
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            events.lost();
        }
    }
}
