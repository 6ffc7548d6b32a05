package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.EchoTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * The clients of every server that echoes over TLS, whatever the arm: the JDK's blocking sockets, with a platform thread
 * for each connection. So only the servers differ.
 *
 * <p>A client sends a message, and waits until it has all of it back, before it sends the next. Each message has a number,
 * and what comes back is compared with it, byte by byte.
 */
public final class TlsClients implements AutoCloseable {

    private static final long SEED = 42;

    private final List<Client> clients = new ArrayList<>();
    private final ExecutorService threads;

    /**
     * Connects, and waits for all handshakes.
     *
     * @throws IllegalStateException if one fails, or agrees on something else than {@link EchoTls} says
     */
    public TlsClients(InetSocketAddress server, SSLContext context, int connections, int messageBytes) {
        threads = Executors.newFixedThreadPool(connections);
        try {
            for (int client = 0; client < connections; client++) {
                clients.add(new Client(connect(server, context), messageBytes));
            }
        } catch (IOException | RuntimeException failed) {
            close();
            throw new IllegalStateException("cannot connect to " + server + ": " + failed, failed);
        }
    }

    private static SSLSocket connect(InetSocketAddress server, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.setEnabledProtocols(new String[] {EchoTls.VERSION});
            socket.setEnabledCipherSuites(new String[] {EchoTls.CIPHER_SUITE});
            socket.connect(server, (int) TimeUnit.SECONDS.toMillis(Completion.LIMIT_SECONDS));
            socket.startHandshake();
            SSLSession agreed = socket.getSession();
            if (!agreed.getProtocol().equals(EchoTls.VERSION)
                    || !agreed.getCipherSuite().equals(EchoTls.CIPHER_SUITE)) {
                throw new IOException("agreed on " + agreed.getProtocol() + " with " + agreed.getCipherSuite());
            }
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /**
     * Makes so many round trips on each connection, on all at the same time.
     *
     * @throws IllegalStateException if an answer is another than what was sent, or they do not end within {@value Completion#LIMIT_SECONDS} s
     */
    public void roundTrips(int onEach) {
        List<Callable<Integer>> work = new ArrayList<>();
        clients.forEach(client -> work.add(() -> client.roundTrips(onEach)));
        int made = 0;
        try {
            for (Future<Integer> done : threads.invokeAll(work, Completion.LIMIT_SECONDS, TimeUnit.SECONDS)) {
                made += done.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the echo failed: " + failed.getCause(), failed.getCause());
        } catch (CancellationException late) {
            throw new IllegalStateException("the echo did not end within " + Completion.LIMIT_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        Completion.check("round trips", (long) onEach * clients.size(), made);
    }

    /** Closes all connections, and ends the threads. */
    @Override
    public void close() {
        clients.forEach(Client::close);
        threads.shutdownNow();
    }

    /** One connection. Used by one thread at a time. */
    private static final class Client {

        private final SSLSocket socket;
        private final byte[] message;
        private final byte[] answer;
        private long number;

        Client(SSLSocket socket, int messageBytes) {
            this.socket = socket;
            message = new byte[messageBytes];
            answer = new byte[messageBytes];
            new Random(SEED).nextBytes(message);
        }

        int roundTrips(int times) throws IOException {
            for (int made = 0; made < times; made++) {
                ByteBuffer.wrap(message).putLong(++number);
                socket.getOutputStream().write(message);
                int got = socket.getInputStream().readNBytes(answer, 0, answer.length);
                if (got < answer.length) {
                    throw new IOException(
                            "the server closed the connection after " + got + " bytes of message " + number);
                }
                if (!Arrays.equals(message, answer)) {
                    throw new IOException("message " + number + " came back as another one");
                }
            }
            return times;
        }

        void close() {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // which is what was wanted
            }
        }
    }
}
