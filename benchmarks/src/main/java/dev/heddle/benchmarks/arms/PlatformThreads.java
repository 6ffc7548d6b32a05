package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StaysOut;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.workloads.HandOver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What was done before there were selectors: blocking sockets with streams, and a thread of the operating system for each
 * end of a connection. Nothing keeps callbacks apart, and all processors run them.
 */
@Plays(value = Role.PEER, from = Size.FULL)
@StaysOut(
        of = HandOver.class,
        because = "it starts a thread of the operating system for each call, so 65,536 calls, which are one invocation,"
                + " take seconds, and the start of threads would be measured, not a queue")
public final class PlatformThreads implements NetworkArm, StreamArm, GroupArm, RequestArm {

    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final BlockingRequests requests = new BlockingRequests(
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));

    /** Starts nothing yet. */
    public PlatformThreads() {}

    @Override
    public String description() {
        return "Blocking sockets and their streams, a platform thread for each end of each connection: no framework,"
            + " no pool. Requests with work that blocks have a cached pool, which starts a thread where none is free.";
    }

    @Override
    public void post(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }

    @Override
    public InetSocketAddress listen(ConnectionEvents events) {
        return listen(socket -> awaitReset(socket, events));
    }

    private static void awaitReset(Socket socket, ConnectionEvents events) {
        events.seen();
        try (socket) {
            socket.getInputStream().read();
            events.failed(new IllegalStateException("the server saw no reset"));
            return;
        } catch (IOException reset) {
            // Which is what was to come.
        }
        events.lost();
    }

    @Override
    public Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        return () -> post(() -> connectAndReset(server, events));
    }

    private static void connectAndReset(InetSocketAddress server, ConnectionEvents events) {
        try (Socket socket = new Socket()) {
            socket.connect(server);
            events.seen();
            socket.setSoLinger(true, 0); // so that a close is a reset
        } catch (IOException refused) {
            events.failed(refused);
            return;
        }
        events.lost();
    }

    @Override
    public InetSocketAddress echo() {
        return listen(socket -> {
            OutputStream out = socket.getOutputStream();
            receive(socket, (bytes, count) -> out.write(bytes, 0, count));
        });
    }

    /** There are no loops: all processors are used as it is. */
    @Override
    public InetSocketAddress echo(int loops) {
        return echo();
    }

    @Override
    public InetSocketAddress serve(RequestArm.Service service) {
        return requests.serve(service);
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        return listen(socket -> receive(socket, (bytes, count) -> received.accept(count)));
    }

    @Override
    public void connect(InetSocketAddress server, Client client) {
        post(() -> {
            Socket socket = new Socket();
            try {
                keep(socket, () -> new Outgoing(socket, client).live(server));
            } catch (IOException refused) {
                client.lost(refused);
            }
        });
    }

    private interface Service {

        void serve(Socket socket) throws IOException;
    }

    private interface Life {

        void live() throws IOException;
    }

    private interface Receiver {

        void received(byte[] bytes, int count) throws IOException;
    }

    /** Tells of all that comes, until the end. */
    private static void receive(Socket socket, Receiver receiver) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = ReadBuffer.firstBytes();
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            receiver.received(bytes, count);
            bytes = ReadBuffer.next(bytes, count);
        }
    }

    /** Closes a socket at the end of its life, and at that of the arm. */
    private void keep(Socket socket, Life life) throws IOException {
        open.add(socket);
        try (socket) {
            life.live();
        } finally {
            open.remove(socket);
        }
    }

    private InetSocketAddress listen(Service service) {
        try {
            ServerSocket port = new ServerSocket(0, BACKLOG, ServerAddress.get());
            open.add(port);
            post(() -> BlockingRequests.acceptAll(port, accepted -> post(() -> serve(accepted, service))));
            return (InetSocketAddress) port.getLocalSocketAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot listen", refused);
        }
    }

    private void serve(Socket accepted, Service service) {
        try {
            keep(accepted, () -> {
                accepted.setTcpNoDelay(true);
                service.serve(accepted);
            });
        } catch (IOException gone) {
            // The client knows best why.
        }
    }

    /** Closes ports and connections, which ends the threads. */
    @Override
    public void close() {
        open.add(requests);
        for (AutoCloseable socket : open) {
            try {
                socket.close();
            } catch (Exception gone) {
                // The descriptor is released all the same.
            }
        }
    }

    /** A client's end. Work that is posted to it must not meet what it is told, so it has a lock. */
    private final class Outgoing implements Connection {

        private final Socket socket;
        private final Client client;

        /** Whoever calls the client has it. */
        private final ReentrantLock calls = new ReentrantLock();

        Outgoing(Socket socket, Client client) {
            this.socket = socket;
            this.client = client;
        }

        private void live(InetSocketAddress server) {
            IOException why = null;
            try {
                socket.connect(server);
                socket.setTcpNoDelay(true);
                call(() -> client.connected(this));
                receive(socket, (bytes, count) -> call(() -> client.received(ByteBuffer.wrap(bytes, 0, count))));
            } catch (IOException gone) {
                why = gone;
            }
            tellLoss(why);
        }

        private void tellLoss(@Nullable IOException why) {
            call(() -> client.lost(why));
        }

        private void call(Runnable work) {
            calls.lock();
            try {
                work.run();
            } finally {
                calls.unlock();
            }
        }

        /** Blocks; a loss is noticed by the thread that reads. */
        @Override
        public void send(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.duplicate().get(bytes);
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException gone) {
                // The thread that reads notices, too, and tells.
            }
        }

        /** All of it is with the kernel already. */
        @Override
        public void whenSent(Runnable then) {
            post(then);
        }

        @Override
        public void post(Runnable work) {
            PlatformThreads.this.post(() -> call(work));
        }

        @Override
        public void close() {
            try {
                socket.shutdownOutput();
            } catch (IOException gone) {
                // The thread that reads notices, too, and tells.
            }
        }
    }
}
