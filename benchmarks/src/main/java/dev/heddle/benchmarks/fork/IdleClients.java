package dev.heddle.benchmarks.fork;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes connections, and keeps them, for the sake of the process at the other end.
 *
 * <p>For each line of two numbers it makes so many connections that it resets at once, and then so many that it keeps,
 * and says so.
 */
public final class IdleClients {

    /** What the line begins with that says so. */
    public static final String MADE = "heddle-clients-made ";

    private final InetSocketAddress server;
    private final List<SocketChannel> kept = new ArrayList<>();

    private IdleClients(InetSocketAddress server) {
        this.server = server;
    }

    /** Argument: the port to connect to, on loopback. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        ParentProcess parent = ParentProcess.listen();
        int port = Integer.parseInt(arguments[0]);
        IdleClients clients = new IdleClients(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        while (true) {
            String[] counts = parent.hear().split(" ");
            clients.makeAndReset(Integer.parseInt(counts[0]));
            clients.makeAndKeep(Integer.parseInt(counts[1]));
            System.out.println(MADE + clients.kept.size());
        }
    }

    private void makeAndReset(int count) throws IOException {
        for (int left = count; left > 0; left--) {
            try (SocketChannel connection = SocketChannel.open(server)) {
                connection.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        }
    }

    private void makeAndKeep(int count) throws IOException {
        for (int left = count; left > 0; left--) {
            kept.add(SocketChannel.open(server));
        }
    }
}
