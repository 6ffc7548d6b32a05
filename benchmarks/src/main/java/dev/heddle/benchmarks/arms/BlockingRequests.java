package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectArm;
import dev.heddle.benchmarks.RequestArm;
import dev.heddle.benchmarks.RequestArm.Service;
import dev.heddle.benchmarks.ServerAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A server of blocking code, whatever its threads are: one for each connection, which reads, waits, and writes; and another
 * for each piece of work, so that one can stop to wait for it.
 */
final class BlockingRequests implements Closeable {

    private final ExecutorService threads;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    /** On those threads, which are as many as are asked for. */
    BlockingRequests(ExecutorService threads) {
        this.threads = threads;
    }

    InetSocketAddress serve(Service service) {
        try {
            ServerSocket port = new ServerSocket(0, ConnectArm.BACKLOG, ServerAddress.get());
            open.add(port);
            threads.execute(() -> acceptAll(port, accepted -> {
                open.add(accepted);
                threads.execute(() -> serve(accepted, service));
            }));
            return (InetSocketAddress) port.getLocalSocketAddress();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot listen", refused);
        }
    }

    /** Blocks, and hands each connection over, until the port is closed. */
    static void acceptAll(ServerSocket port, Consumer<Socket> connections) {
        try {
            while (true) {
                connections.accept(port.accept());
            }
        } catch (SocketException closed) {
            // The arm was closed.
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot accept a connection", refused);
        }
    }

    private void serve(Socket socket, Service service) {
        service.connected();
        try (socket) {
            socket.setTcpNoDelay(true);
            answerAll(socket.getInputStream(), socket.getOutputStream(), service);
        } catch (IOException gone) {
            // Which is how clients end it.
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("the work failed", failed);
        } finally {
            open.remove(socket);
            service.lost();
        }
    }

    private void answerAll(InputStream in, OutputStream out, Service service)
            throws IOException, InterruptedException, ExecutionException {
        byte[] request = in.readNBytes(RequestArm.MESSAGE_BYTES);
        while (request.length == RequestArm.MESSAGE_BYTES) {
            out.write(answer(request, service));
            request = in.readNBytes(RequestArm.MESSAGE_BYTES);
        }
    }

    private byte[] answer(byte[] request, Service service) throws InterruptedException, ExecutionException {
        Future<byte[]> work = threads.submit(() -> service.work(request));
        try {
            byte[] answer = work.get(service.limitNanos(request), TimeUnit.NANOSECONDS);
            service.limitCancelled();
            return answer;
        } catch (TimeoutException late) {
            work.cancel(true);
            return service.late(request);
        }
    }

    /** Closes the port and the connections, which ends the threads. */
    @Override
    public void close() throws IOException {
        for (Closeable socket : open) {
            socket.close();
        }
        threads.shutdown();
    }
}
