package dev.heddle.net;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The input of a {@link FlowProtocol}: reading is paused while nothing is requested. */
final class FlowInput implements Flow.Publisher<ByteBuffer>, Flow.Subscription {

    private static final Flow.Subscription NOTHING = new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    private final FlowProtocol connection;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    // The baton's.

    /** Null before the subscription, and when it has ended. */
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;

    /** Null before the connection is made. */
    private @Nullable Transport transport;

    private long requested;
    private boolean cancelled;
    private boolean ended;

    /** What the input ended by; null for the peer's end of stream. */
    private @Nullable Throwable failure;

    FlowInput(FlowProtocol connection) {
        this.connection = connection;
    }

    // From any thread.

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> newcomer) {
        Objects.requireNonNull(newcomer, "subscriber");
        if (!subscribed.compareAndSet(false, true)) {
            refuse(newcomer, new IllegalStateException("the input of a connection has one subscriber, and had it"));
        } else if (!connection.inTurn(() -> begin(newcomer))) {
            refuse(newcomer, new RejectedExecutionException("the reactor has stopped"));
        }
    }

    private static void refuse(Flow.Subscriber<?> newcomer, RuntimeException why) {
        newcomer.onSubscribe(NOTHING);
        newcomer.onError(why);
    }

    @Override
    public void request(long count) {
        connection.inTurn(() -> add(count));
    }

    @Override
    public void cancel() {
        connection.inTurn(this::stop);
    }

    // In turns.

    private void begin(Flow.Subscriber<? super ByteBuffer> newcomer) {
        subscriber = newcomer;
        newcomer.onSubscribe(this);
        if (ended) {
            tellEnd();
        }
    }

    private void add(long count) {
        if (subscriber == null) {
            return;
        }
        if (count <= 0) {
            Flow.Subscriber<?> wrong = subscriber;
            stop();
            wrong.onError(new IllegalArgumentException("non-positive subscription request: " + count));
            return;
        }
        requested = requested + count < 0 ? Long.MAX_VALUE : requested + count;
        if (transport != null) {
            transport.resumeReading();
        }
    }

    /** What still comes is read, so that the peer's end is noticed, and thrown away. */
    private void stop() {
        subscriber = null;
        cancelled = true;
        if (transport != null) {
            transport.resumeReading();
        }
    }

    void connectionMade(Transport made) {
        transport = made;
        if (requested == 0 && !cancelled) {
            made.pauseReading();
        }
    }

    void received(ByteBuffer bytes) {
        if (subscriber == null) {
            return;
        }
        if (requested != Long.MAX_VALUE) {
            requested--;
        }
        if (requested == 0) {
            Objects.requireNonNull(transport).pauseReading();
        }
        subscriber.onNext(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
    }

    /** There is no more input, because of {@code cause} unless that is null. The first call counts. */
    void end(@Nullable Throwable cause) {
        if (!ended) {
            ended = true;
            failure = cause;
            tellEnd();
        }
    }

    private void tellEnd() {
        Flow.Subscriber<?> told = subscriber;
        if (told == null) {
            return;
        }
        subscriber = null;
        if (failure == null) {
            told.onComplete();
        } else {
            told.onError(failure);
        }
    }
}
