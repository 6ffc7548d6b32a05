package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.RequestArm.Service;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A server's end of a connection of Netty: what blocks goes to a pool of threads, and its result comes back to the event
 * loop, which also has the time limit.
 */
final class NettyRequests extends SimpleChannelInboundHandler<ByteBuf> {

    private final Service service;
    private final ExecutorService pool;

    private NettyRequests(Service service, ExecutorService pool) {
        this.service = service;
        this.pool = pool;
    }

    static ChannelInitializer<SocketChannel> initializer(Service service, ExecutorService pool) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.config().setOption(ChannelOption.TCP_NODELAY, true);
                channel.pipeline()
                        .addLast(
                                new FixedLengthFrameDecoder(RequestArm.MESSAGE_BYTES),
                                new NettyRequests(service, pool));
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        service.connected();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        byte[] request = new byte[frame.readableBytes()];
        frame.readBytes(request);
        new Request(context, request).begin();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        service.lost();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to be done
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    /** All but the work happens on the event loop. */
    private final class Request {

        private final ChannelHandlerContext context;
        private final byte[] request;

        @SuppressWarnings("NullAway.Init") // by begin
        private Future<?> work;

        @SuppressWarnings("NullAway.Init") // by begin
        private Future<?> limit;

        Request(ChannelHandlerContext context, byte[] request) {
            this.context = context;
            this.request = request;
        }

        private void begin() {
            limit = context.executor().schedule(this::late, service.limitNanos(request), TimeUnit.NANOSECONDS);
            work = pool.submit(() -> {
                byte[] answer = service.work(request);
                context.executor().execute(() -> done(answer));
                return answer;
            });
        }

        private void done(byte[] answer) {
            if (limit.cancel(false)) {
                service.limitCancelled();
                send(answer);
            }
        }

        private void late() {
            work.cancel(true);
            send(service.late(request));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // a client that misses its answer says so
        private void send(byte[] answer) {
            context.writeAndFlush(Unpooled.wrappedBuffer(answer), context.voidPromise());
        }
    }
}
