package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.StreamArm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.LongConsumer;

/** An arm whose server does what a test says, with a thread for each connection. */
public class FakeServer implements StreamArm {

    private final ServerSocket port;
    private final Service service;

    /** What becomes of one connection, which is closed at the end. */
    public interface Service {

        void serve(Socket client) throws IOException;
    }

    /** Opens the port. */
    public FakeServer(Service service) {
        this.service = service;
        try {
            port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Thread.ofPlatform().daemon().start(this::acceptAll);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = port.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            service.serve(client);
        } catch (IOException gone) {
            // the client has what the test is about
        }
    }

    @Override
    public InetSocketAddress echo() {
        return (InetSocketAddress) port.getLocalSocketAddress();
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void connect(InetSocketAddress server, Client client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void post(Runnable work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String description() {
        return "A fake.";
    }

    @Override
    public void close() {
        try {
            port.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
