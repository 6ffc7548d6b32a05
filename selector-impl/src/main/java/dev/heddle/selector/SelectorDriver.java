package dev.heddle.selector;

import dev.heddle.core.DatagramEvents;
import dev.heddle.core.DatagramWire;
import dev.heddle.core.Driver;
import dev.heddle.core.InheritedSocket;
import dev.heddle.core.Turns;
import dev.heddle.net.ConnectOptions;
import dev.heddle.net.DatagramOptions;
import dev.heddle.net.ListenOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One loop, one selector. The loop waits in select without the baton, or, for a moment that select cannot hit, beside a
 * {@link Watch}; what became ready is turned into completions in the turn that follows.
 *
 * <p>An operation that is done as soon as it is asked for, or fails then, is told in the next turn, too, since the port
 * forbids to call up from inside a call. Between the two there is always a select. That matters for closing: the JDK
 * keeps the descriptor, and the port, of a registered channel until the next select.
 */
final class SelectorDriver implements Driver {

    private static final int READ_BUFFER_BYTES = 64 * 1024;
    private static final long MILLI_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Something with a channel at a selector. */
    interface Selectable {

        /** The channel is ready for what it was registered for. Called in a turn. */
        void ready(SelectionKey key);
    }

    private final Turns turns;
    private final Selector selector;
    private final Watch watch;

    /** Waits that are shorter than this want more than the precision of select. */
    private final long watchBelowNanos;

    /** Keys that the last select found, until the turn that follows. */
    private final List<SelectionKey> ready = new ArrayList<>();

    /** Whether the last turn had keys that were ready. */
    private boolean hadReadyKeys;

    /** What is to be told in the next turn. */
    private final ArrayDeque<Runnable> completions = new ArrayDeque<>();

    /** Where every read goes: its bytes are handed up before the next one. */
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);

    SelectorDriver(Turns turns) {
        this(turns, MILLI_NANOS);
    }

    /** Tests have it watch for longer waits, too. */
    SelectorDriver(Turns turns, long watchBelowNanos) {
        this.turns = turns;
        this.watchBelowNanos = watchBelowNanos;
        try {
            selector = Selector.open();
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot open a selector", refused);
        }
        watch = new Watch(selector);
    }

    @Override
    public void loop() {
        try (selector;
                watch) {
            long waitNanos = turns.turn(this::deliver);
            while (waitNanos != Turns.OVER) {
                select(waitNanos);
                waitNanos = turns.turn(this::deliver);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the selector failed", broken);
        }
    }

    private void select(long waitNanos) throws IOException {
        if (watch.isOn()) {
            ready.addAll(watch.await(waitNanos));
        } else if (waitNanos == 0 || !completions.isEmpty()) {
            selector.selectNow(ready::add);
        } else if (waitNanos == Turns.UNTIL_WOKEN) {
            selector.select(ready::add);
        } else if (waitNanos >= watchBelowNanos) {
            selector.select(ready::add, TimeUnit.NANOSECONDS.toMillis(waitNanos));
        } else if (hadReadyKeys) {
            selector.selectNow(ready::add); // others may be ready by now, and would cost a watch two hand-overs
        } else {
            watch.begin();
            ready.addAll(watch.await(waitNanos));
        }
    }

    /** Tells what happened since the last turn. What is asked for meanwhile is told in the next one. */
    private void deliver() {
        for (int left = completions.size(); left > 0; left--) {
            completions.remove().run();
        }
        for (SelectionKey key : ready) {
            if (key.isValid()) {
                ((Selectable) key.attachment()).ready(key);
            }
        }
        hadReadyKeys = !ready.isEmpty();
        ready.clear();
    }

    /** Has {@code completion} run in the next turn, after a select. */
    void tellLater(Runnable completion) {
        completions.add(completion);
        selectAnew();
    }

    /** To be called when a channel was registered or closed, or a key changed: only a select that begins later sees it. */
    void selectAnew() {
        watch.renew();
    }

    /** Has {@code task} run in a turn, soon. From any thread. */
    void runSoon(Runnable task) {
        turns.give(task);
    }

    /**
     * Says whether {@code selectable} is to be told when its channel is ready for {@code operation}.
     *
     * @param key that of the channel; null until it is registered, which is done when something is wanted
     * @return that from now on
     */
    @Nullable
    SelectionKey setInterest(
            SelectableChannel channel,
            Selectable selectable,
            @Nullable SelectionKey key,
            int operation,
            boolean wanted) {
        try {
            if (key == null) {
                return wanted ? register(channel, selectable, operation) : null;
            }
            if (key.isValid()) {
                int before = key.interestOps();
                int after = wanted ? before | operation : before & ~operation;
                if (after != before) {
                    key.interestOps(after);
                    selectAnew();
                }
            }
        } catch (ClosedChannelException closed) {
            // Nothing happens on a closed channel, so nothing needs to be told of it.
        }
        return key;
    }

    private SelectionKey register(SelectableChannel channel, Selectable selectable, int operation)
            throws ClosedChannelException {
        SelectionKey key = channel.register(selector, operation, selectable);
        selectAnew();
        return key;
    }

    Selector selector() {
        return selector;
    }

    /** An empty buffer, free until the next call. */
    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public Attempt connect(SocketAddress remote, ConnectOptions options, ConnectEvents events) {
        SelectorAttempt attempt = new SelectorAttempt(this, options, events);
        attempt.begin(remote);
        return attempt;
    }

    @Override
    public Acceptor listen(SocketAddress local, ListenOptions options, AcceptEvents events) throws IOException {
        return SelectorAcceptor.bind(this, local, options, events);
    }

    @Override
    public DatagramWire openDatagrams(InetSocketAddress local, DatagramOptions options, DatagramEvents events)
            throws IOException {
        return SelectorDatagramWire.open(this, local, options, events);
    }

    @Override
    public Acceptor adopt(ListenOptions options, AcceptEvents events) throws IOException {
        return switch (System.inheritedChannel()) {
            case ServerSocketChannel port -> {
                InheritedSocket.adopt();
                yield SelectorAcceptor.adopt(this, port, options, events);
            }
            case SocketChannel connection -> {
                InheritedSocket.adopt();
                yield new SelectorInherited(this, connection, options.stream(), events);
            }
            case null, default -> throw InheritedSocket.missing();
        };
    }

    @Override
    public void runBeside(String name, Runnable work) {
        turns.threads().start(name, work);
    }

    @Override
    public void runOnThread(String name, Runnable work) {
        turns.threads().startOnPlatform(name, work);
    }
}
