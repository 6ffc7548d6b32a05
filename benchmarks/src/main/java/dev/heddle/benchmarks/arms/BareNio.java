package dev.heddle.benchmarks.arms;

import dev.heddle.benchmarks.ConnectionEvents;
import dev.heddle.benchmarks.GroupArm;
import dev.heddle.benchmarks.NetworkArm;
import dev.heddle.benchmarks.Plays;
import dev.heddle.benchmarks.Role;
import dev.heddle.benchmarks.ServerAddress;
import dev.heddle.benchmarks.Size;
import dev.heddle.benchmarks.StreamArm;
import dev.heddle.benchmarks.TimerArm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * What one would write by hand for just this work: a selector loop with a heap of timers, and nothing else - no
 * protocols, no states, no checks.
 */
@Plays(value = Role.LIMIT, from = Size.SMOKE)
public final class BareNio implements TimerArm, NetworkArm, StreamArm, GroupArm {

    private final Selector selector;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final BareNioStreams streams;

    /** The other loops of a group. */
    private final List<BareNio> others = new ArrayList<>();

    private volatile boolean running = true;

    /** Whether the loop may be about to block; only then it has to be woken for what is posted. */
    private volatile boolean waits;

    /** Confined to the loop. */
    private final TimerHeap timers = new TimerHeap();

    /** Starts the loop. */
    public BareNio() {
        try {
            selector = Selector.open();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot open a selector", refused);
        }
        streams = new BareNioStreams(selector, this);
        thread = Thread.ofPlatform().name("bare nio").start(this::loop);
    }

    @Override
    public String description() {
        return "A hand-written NIO loop with a 4-ary heap of timers: no framework.";
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

    /** What is posted before this says that it waits is looked for then; for what comes later it is woken. */
    private void select() throws IOException {
        long waitNanos = timers.nanosToNext();
        if (waitNanos <= 0) {
            selector.selectNow(BareNio::ready);
            return;
        }
        waits = true;
        if (posted.isEmpty()) {
            selector.select(BareNio::ready, TimeUnit.NANOSECONDS.toMillis(waitNanos - 1) + 1);
        } else {
            selector.selectNow(BareNio::ready);
        }
        waits = false;
    }

    private static void ready(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    @Override
    public void post(Runnable work) {
        posted.add(work);
        if (waits) {
            selector.wakeup();
        }
    }

    @Override
    public void callLater(long delayNanos, Runnable call) {
        timers.add(new TimerNode(System.nanoTime() + delayNanos, call));
    }

    @Override
    public Scheduled callLaterFromThread(long delayNanos, Runnable call) {
        return timers.addThrough(this, delayNanos, call);
    }

    @Override
    public Churn openChurn(int outstanding) {
        return new HeapChurn(this, timers, outstanding).begun();
    }

    @Override
    public InetSocketAddress listen(ConnectionEvents events) {
        return new Port(events).open();
    }

    @Override
    public Runnable dial(InetSocketAddress server, ConnectionEvents events) {
        return new Client(server, events);
    }

    @Override
    public InetSocketAddress echo() {
        return streams.echo();
    }

    /** This loop accepts, and deals connections out, to itself as to the others. */
    @Override
    public InetSocketAddress echo(int loops) {
        while (others.size() < loops - 1) {
            others.add(new BareNio());
        }
        List<BareNioStreams> all = new ArrayList<>(List.of(streams));
        others.forEach(other -> all.add(other.streams));
        return streams.echo(all);
    }

    @Override
    public InetSocketAddress sink(LongConsumer received) {
        return streams.sink(received);
    }

    @Override
    public void connect(InetSocketAddress server, StreamArm.Client client) {
        streams.connect(server, client);
    }

    private void register(SelectableChannel channel, int operations, Runnable whenReady, ConnectionEvents events) {
        try {
            channel.register(selector, operations, whenReady);
        } catch (IOException closed) {
            events.failed(closed);
        }
    }

    @Override
    public void close() {
        others.forEach(BareNio::close);
        running = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A port and its connections. */
    private final class Port {

        private final ConnectionEvents events;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        private final ServerSocketChannel channel;

        Port(ConnectionEvents events) {
            this.events = events;
            try {
                channel = ServerSocketChannel.open();
            } catch (IOException refused) {
                throw new UncheckedIOException("cannot open a socket", refused);
            }
        }

        private InetSocketAddress open() {
            try {
                channel.bind(new InetSocketAddress(ServerAddress.get(), 0), BACKLOG);
                channel.configureBlocking(false);
                post(() -> register(channel, SelectionKey.OP_ACCEPT, this::accept, events));
                return (InetSocketAddress) channel.getLocalAddress();
            } catch (IOException refused) {
                throw new UncheckedIOException("cannot listen", refused);
            }
        }

        private void accept() {
            try {
                for (SocketChannel next = channel.accept(); next != null; next = channel.accept()) {
                    SocketChannel accepted = next;
                    events.seen();
                    accepted.configureBlocking(false);
                    read(accepted);
                }
            } catch (IOException refused) {
                events.failed(refused);
            }
        }

        /** Tried before it is registered, since the reset may be there already. */
        private void read(SocketChannel accepted) {
            try {
                if (accepted.read(buffer.clear()) == 0) {
                    if (!accepted.isRegistered()) {
                        register(accepted, SelectionKey.OP_READ, () -> read(accepted), events);
                    }
                    return;
                }
                events.failed(new IllegalStateException("the server saw no reset"));
                accepted.close();
            } catch (IOException reset) {
                closeLost(accepted);
            }
        }

        private void closeLost(SocketChannel accepted) {
            try {
                accepted.close();
                events.lost();
            } catch (IOException unexpected) {
                events.failed(unexpected);
            }
        }
    }

    /** Begins a connection each time it is run. */
    private final class Client implements Runnable {

        private final InetSocketAddress server;
        private final ConnectionEvents events;

        /** Told in a step of its own, so that the next connection does not begin inside this one. */
        private final Runnable lost;

        Client(InetSocketAddress server, ConnectionEvents events) {
            this.server = server;
            this.events = events;
            lost = events::lost;
        }

        @Override
        public void run() {
            try {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                if (channel.connect(server) || channel.finishConnect()) {
                    reset(channel);
                } else {
                    register(channel, SelectionKey.OP_CONNECT, () -> finishConnect(channel), events);
                }
            } catch (IOException refused) {
                events.failed(refused);
            }
        }

        private void finishConnect(SocketChannel channel) {
            try {
                if (channel.finishConnect()) {
                    reset(channel);
                }
            } catch (IOException refused) {
                events.failed(refused);
            }
        }

        private void reset(SocketChannel channel) throws IOException {
            events.seen();
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
            posted.add(lost);
        }
    }
}
