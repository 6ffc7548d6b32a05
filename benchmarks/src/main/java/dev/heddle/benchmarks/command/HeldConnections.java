package dev.heddle.benchmarks.command;

import dev.heddle.benchmarks.fork.IdleClients;
import dev.heddle.benchmarks.fork.IdleServer;
import java.io.IOException;

/** Connections between an {@link IdleServer} and {@link IdleClients}. */
final class HeldConnections {

    /** What a port of any arm can keep waiting: never are clients further ahead of the server. */
    private static final int BATCH = 256;

    private final ChildJvm server;
    private final ChildJvm clients;
    private int made;
    private int reset;

    HeldConnections(ChildJvm server, ChildJvm clients) {
        this.server = server;
        this.clients = clients;
    }

    /**
     * What the server takes.
     *
     * @param heapBytes what is in use of the heap
     * @param otherBytes what is resident; the heap is so all the time, and so does not change it
     */
    record Memory(long heapBytes, long otherBytes) {}

    /** Makes connections that are reset at once, and waits until the server has seen that. */
    void makeAndReset(int count) throws IOException {
        for (int left = count; left > 0; left -= BATCH) {
            make(Math.min(left, BATCH), 0);
        }
    }

    /** Makes connections that stay, and waits until the server has seen them. */
    void makeAndKeep(int count) throws IOException {
        for (int left = count; left > 0; left -= BATCH) {
            make(0, Math.min(left, BATCH));
        }
    }

    private void make(int toReset, int toKeep) throws IOException {
        clients.say(toReset + " " + toKeep);
        clients.hear();
        made += toReset + toKeep;
        reset += toReset;
        server.say(made + " " + reset);
        server.hear();
    }

    Memory memory() throws IOException {
        server.say(IdleServer.MEASURE);
        String[] bytes = server.hear().split(" ");
        return new Memory(Long.parseLong(bytes[0]), Long.parseLong(bytes[1]));
    }
}
