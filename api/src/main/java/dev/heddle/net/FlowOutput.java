package dev.heddle.net;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The output of a {@link FlowProtocol}: one buffer at a time is requested, unless the transport has it pause.
 *
 * <p>Signals come from any thread, one after the other, and are taken in that order: those that come with the baton must
 * not overtake earlier ones that wait for a turn. So all of them go through one queue. The next buffer is requested in a
 * turn of its own, before which the transport can say that it has enough.
 */
final class FlowOutput implements Flow.Subscriber<ByteBuffer>, PushProducer {

    private final FlowProtocol connection;
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final Queue<Runnable> signals = new ConcurrentLinkedQueue<>();

    // The baton's.

    /** Null before it, and when it has ended. */
    private Flow.@Nullable Subscription subscription;

    /** Null before the connection is made. */
    private @Nullable Transport transport;

    private boolean taking;
    private boolean awaiting;
    private boolean paused;
    private boolean completed;
    private boolean failed;
    private boolean lost;

    FlowOutput(FlowProtocol connection) {
        this.connection = connection;
    }

    // From any thread.

    @Override
    public void onSubscribe(Flow.Subscription offered) {
        Objects.requireNonNull(offered, "subscription");
        if (!subscribed.compareAndSet(false, true) || !signal(() -> begin(offered))) {
            offered.cancel();
        }
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        Objects.requireNonNull(bytes, "item");
        signal(() -> send(bytes));
    }

    @Override
    public void onComplete() {
        signal(this::complete);
    }

    @Override
    public void onError(Throwable cause) {
        Objects.requireNonNull(cause, "throwable");
        signal(this::abort);
    }

    private boolean signal(Runnable signal) {
        signals.add(signal);
        return connection.inTurn(this::takeSignals);
    }

    // In turns.

    private void takeSignals() {
        if (taking) {
            return;
        }
        taking = true;
        try {
            for (Runnable signal = signals.poll(); signal != null; signal = signals.poll()) {
                signal.run();
            }
        } finally {
            taking = false;
        }
    }

    void connectionMade(Transport made) {
        transport = made;
        if (failed) {
            made.abortConnection();
        } else if (completed) {
            made.loseWriteConnection();
        } else {
            beginToRequest();
        }
    }

    private void begin(Flow.Subscription taken) {
        if (lost) {
            taken.cancel();
            return;
        }
        subscription = taken;
        beginToRequest();
    }

    /** Once there are somebody to ask and a connection to send to. */
    private void beginToRequest() {
        if (subscription != null && transport != null) {
            transport.registerProducer(this);
            request();
        }
    }

    private void request() {
        if (subscription != null && !awaiting && !paused) {
            awaiting = true;
            subscription.request(1);
        }
    }

    private void send(ByteBuffer bytes) {
        awaiting = false;
        if (subscription != null && transport != null) {
            transport.write(bytes);
            connection.inLaterTurn(this::request);
        }
    }

    private void complete() {
        subscription = null;
        completed = true;
        if (transport != null) {
            transport.unregisterProducer();
            transport.loseWriteConnection();
        }
    }

    private void abort() {
        subscription = null;
        failed = true;
        if (transport != null) {
            transport.abortConnection();
        }
    }

    @Override
    public void pauseProducing() {
        paused = true;
    }

    @Override
    public void resumeProducing() {
        paused = false;
        request();
    }

    @Override
    public void stopProducing() {
        cancel();
    }

    void connectionLost() {
        lost = true;
        cancel();
    }

    private void cancel() {
        Flow.Subscription cancelled = subscription;
        subscription = null;
        if (cancelled != null) {
            cancelled.cancel();
        }
    }
}
