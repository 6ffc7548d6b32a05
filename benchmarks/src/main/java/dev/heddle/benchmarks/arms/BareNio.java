package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.Arm;
import dev.heddle.benchmarks.Completion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * What one would write by hand for just this work: a selector loop with a heap of timers, and nothing else - no
 * protocols, no states, no checks.
 */
public final class BareNio implements Arm {

    private static final long DELAY_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Selector selector;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean running = true;

    /** Confined to the loop. */
    private final TimerHeap timers = new TimerHeap();

    /** Starts the loop. */
    public BareNio() {
        try {
            selector = Selector.open();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot open a selector", refused);
        }
        thread = Thread.ofPlatform().name("bare nio").start(this::loop);
    }

    @Override
    public String description() {
        return "A hand-written NIO loop for clients and server, with a 4-ary heap of timers: no framework.";
    }

    private void loop() {
        try (selector) {
            while (running) {
                select();
                for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
                    task.run();
                }
                timers.runDue(System.nanoTime());
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the selector failed", broken);
        }
    }

    private void select() throws IOException {
        if (timers.size == 0) {
            selector.select(BareNio::ready);
            return;
        }
        long waitNanos = timers.nodes[0].deadlineNanos - System.nanoTime();
        if (waitNanos <= 0) {
            selector.selectNow(BareNio::ready);
        } else {
            selector.select(BareNio::ready, TimeUnit.NANOSECONDS.toMillis(waitNanos - 1) + 1);
        }
    }

    private static void ready(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    private void post(Runnable task) {
        posted.add(task);
        selector.wakeup();
    }

    @Override
    public void fire(int outstanding, int calls) {
        Waves waves = new Waves(outstanding, calls);
        post(() -> waves.completion.guard(waves::schedule));
        waves.completion.await(() -> waves.ran + " of " + calls + " timers");
        Completion.check("timers that ran", calls, waves.ran);
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new HeapChurn(outstanding);
    }

    @Override
    public Dialer openDialer() {
        return new NioDialer();
    }

    @Override
    public void close() {
        running = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Timers, wave after wave. Confined to the loop; read by the measuring thread once completed. */
    private final class Waves implements Runnable {

        private final Completion completion = new Completion();
        private final int outstanding;
        private final int calls;
        private int waiting;
        private int ran;

        Waves(int outstanding, int calls) {
            this.outstanding = outstanding;
            this.calls = calls;
        }

        private void schedule() {
            waiting = Math.min(outstanding, calls - ran);
            for (int timer = 0; timer < waiting; timer++) {
                timers.add(new TimerNode(System.nanoTime(), this));
            }
        }

        @Override
        public void run() {
            waiting--;
            if (waiting > 0) {
                return;
            }
            ran += Math.min(outstanding, calls - ran);
            if (ran < calls) {
                schedule();
            } else {
                completion.done();
            }
        }
    }

    /** Timers that are cancelled or moved. */
    private final class HeapChurn implements Churn {

        private final TimerNode[] outstanding;
        private final Victims victims;
        private int ran;

        HeapChurn(int outstanding) {
            this.outstanding = new TimerNode[outstanding];
            victims = new Victims(outstanding);
            batch(outstanding, this::schedule);
        }

        @Override
        public void cancelAndSchedule(int operations) {
            batch(operations, victim -> {
                timers.remove(outstanding[victim]);
                schedule(victim);
            });
        }

        @Override
        public void reset(int operations) {
            batch(operations, victim -> timers.move(outstanding[victim], System.nanoTime() + DELAY_NANOS));
        }

        private void schedule(int victim) {
            outstanding[victim] = new TimerNode(System.nanoTime() + DELAY_NANOS, () -> ran++);
            timers.add(outstanding[victim]);
        }

        private void batch(int operations, IntConsumer operation) {
            inLoop(() -> {
                for (int done = 0; done < operations; done++) {
                    operation.accept(victims.next());
                }
                Completion.check("outstanding timers", outstanding.length, timers.size);
            });
        }

        @Override
        public void close() {
            inLoop(() -> {
                Completion.check("timers that ran an hour early", 0, ran);
                for (TimerNode timer : outstanding) {
                    timers.remove(timer);
                }
                Completion.check("timers left", 0, timers.size);
            });
        }

        private void inLoop(Runnable work) {
            Completion completion = new Completion();
            post(() -> {
                completion.guard(work);
                completion.done();
            });
            completion.await(() -> "not all of it");
        }
    }

    /** Connections of the loop to itself. */
    private final class NioDialer implements Dialer {

        private final ServerSocketChannel server;
        private final InetSocketAddress address;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
        private Completion completion = new Completion();
        private int connections;
        private int begun;
        private int seenByClient;
        private int seenByServer;
        private int lostByServer;

        NioDialer() {
            try {
                server = ServerSocketChannel.open();
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
                server.configureBlocking(false);
                address = (InetSocketAddress) server.getLocalAddress();
            } catch (IOException refused) {
                throw new UncheckedIOException("cannot listen", refused);
            }
            post(() -> completion.guard(() -> register(server, SelectionKey.OP_ACCEPT, this::accept)));
        }

        @Override
        public void connectAndReset(int inFlight, int connections) {
            Completion current = new Completion();
            post(() -> current.guard(() -> begin(current, inFlight, connections)));
            current.await(() -> begun + " attempts, of which lost by server " + lostByServer);
            Completion.check("connections that the client saw", connections, seenByClient);
            Completion.check("connections that the server saw", connections, seenByServer);
        }

        private void begin(Completion current, int inFlight, int connections) {
            completion = current;
            this.connections = connections;
            begun = 0;
            seenByClient = 0;
            seenByServer = 0;
            lostByServer = 0;
            for (int first = 0; first < inFlight; first++) {
                connect();
            }
        }

        private void connect() {
            if (begun == connections) {
                return;
            }
            begun++;
            try {
                SocketChannel client = SocketChannel.open();
                client.configureBlocking(false);
                if (client.connect(address) || client.finishConnect()) {
                    reset(client);
                } else {
                    register(client, SelectionKey.OP_CONNECT, () -> finishConnect(client));
                }
            } catch (IOException refused) {
                completion.fail(refused);
            }
        }

        private void finishConnect(SocketChannel client) {
            try {
                if (client.finishConnect()) {
                    reset(client);
                }
            } catch (IOException refused) {
                completion.fail(refused);
            }
        }

        private void reset(SocketChannel client) throws IOException {
            seenByClient++;
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close();
        }

        private void accept() {
            try {
                for (SocketChannel accepted = server.accept(); accepted != null; accepted = server.accept()) {
                    SocketChannel connection = accepted;
                    seenByServer++;
                    connection.configureBlocking(false);
                    register(connection, SelectionKey.OP_READ, () -> read(connection));
                }
            } catch (IOException refused) {
                completion.fail(refused);
            }
        }

        private void read(SocketChannel connection) {
            try {
                connection.read(buffer.clear());
                completion.fail(new IllegalStateException("the server saw no reset"));
            } catch (IOException reset) {
                closeLost(connection);
                lostByServer++;
                connect();
            }
            if (lostByServer == connections) {
                completion.done();
            }
        }

        private void closeLost(SocketChannel connection) {
            try {
                connection.close();
            } catch (IOException unexpected) {
                completion.fail(unexpected);
            }
        }

        private void register(SelectableChannel channel, int operations, Runnable whenReady) {
            try {
                channel.register(selector, operations, whenReady);
            } catch (IOException closed) {
                completion.fail(closed);
            }
        }
    }
}
