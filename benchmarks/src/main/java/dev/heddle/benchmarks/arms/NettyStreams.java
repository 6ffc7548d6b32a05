package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.StreamArm.Client;
import dev.heddle.benchmarks.StreamArm.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections of Netty, as its example of an echo has them: what was read is written as it is, and flushed when all that
 * could be read was. Writes whose end nobody waits for have the void promise, which saves an object for each.
 */
final class NettyStreams {

    private NettyStreams() {}

    /** Gives each connection a handler of its own, and {@code TCP_NODELAY}. */
    static ChannelInitializer<SocketChannel> initializer(Supplier<ChannelHandler> handlers) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.config().setOption(ChannelOption.TCP_NODELAY, true);
                channel.pipeline().addLast(handlers.get());
            }
        };
    }

    /** Sends back what comes. */
    static final class Echo extends ChannelInboundHandlerAdapter {

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a client that misses its answer says so
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to be done
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** Takes all that comes. */
    static final class Sink extends ChannelInboundHandlerAdapter {

        private final LongConsumer received;

        Sink(LongConsumer received) {
            this.received = received;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            received.accept(bytes.readableBytes());
            bytes.release();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // nothing is left to be done
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** A client's end. */
    static final class Outgoing extends ChannelInboundHandlerAdapter implements Connection {

        private final Client client;
        private boolean reading;
        private @Nullable Throwable why;

        @SuppressWarnings("NullAway.Init") // when it is connected, before all else
        private ChannelHandlerContext context;

        Outgoing(Client client) {
            this.client = client;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            this.context = context;
            client.connected(this);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            reading = true;
            client.received(bytes.nioBuffer());
            bytes.release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            reading = false;
            context.flush();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // that it is closed is told below
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            why = cause;
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            client.lost(why);
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a loss is told by exceptionCaught
        public void send(ByteBuffer message) {
            context.write(Unpooled.wrappedBuffer(message.duplicate()), context.voidPromise());
            if (!reading) {
                context.flush();
            }
        }

        @Override
        public void whenSent(Runnable then) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
                if (sent.isSuccess()) {
                    post(then);
                }
            });
        }

        @Override
        public void post(Runnable work) {
            context.executor().execute(work);
        }

        @Override
        public void close() {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
